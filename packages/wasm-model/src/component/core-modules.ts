import type { WasmBinary, WasmModule } from '../frame/binary.ts';
import { findSection } from '../frame/find-section.ts';
import { nestedPaths } from '../graph/partition.ts';

/** A core module and where it stands. */
export interface CoreModule {
  /** `module`, or as in `component / component 1 / core module 0`. */
  readonly path: string;
  readonly module: WasmModule;
  /** Payload bytes of its code section. */
  readonly codeBytes: number;
}

/** Every core module of a binary at any depth, in file order; of a core module, itself alone. */
export function coreModules(binary: WasmBinary): CoreModule[] {
  const found: CoreModule[] = [];
  collect(binary, binary.kind, found);
  return found;
}

/**
 * The module with the most code (the first, of equals): in a component the program itself, the others being adapters
 * and shims. Undefined when there is no core module at all.
 */
export function mainCoreModule(binary: WasmBinary): CoreModule | undefined {
  let main: CoreModule | undefined;
  for (const candidate of coreModules(binary)) {
    if (main === undefined || candidate.codeBytes > main.codeBytes) main = candidate;
  }
  return main;
}

function collect(binary: WasmBinary, path: string, found: CoreModule[]): void {
  if (binary.kind === 'module') {
    const code = findSection(binary, 'code');
    found.push({ path, module: binary, codeBytes: code ? code.payloadEnd - code.payloadStart : 0 });
    return;
  }
  const paths = nestedPaths(binary, path);
  for (const section of binary.sections) {
    if (section.nested) collect(section.nested, paths.get(section) ?? path, found);
  }
}
