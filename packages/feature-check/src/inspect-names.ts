import { moduleFunctions, moduleNames, type WasmBinary, type WasmModule } from '@wasmgate/wasm-model';
import { inspectName, type GroupCase } from './inspection.ts';
import { reachOf, unknownReach } from './reach.ts';
import { walkBinary } from './walk-binary.ts';

const otherNames = ['globals', 'data', 'tables', 'memories', 'elements', 'types', 'tags'] as const;

/** How many functions that have code have a name, and how many have none. */
export interface NameCoverage {
  readonly named: number;
  readonly unnamed: number;
}

/**
 * Looks at every name that the name sections hold, at every nesting level. Only when every function that has code has
 * a name does a name that is not there say anything.
 */
export function inspectNames(binary: WasmBinary, groups: readonly GroupCase[]): NameCoverage {
  let named = 0;
  let unnamed = 0;
  for (const { path, binary: inner } of walkBinary(binary)) {
    if (inner.kind !== 'module') continue;
    const own = inspectFunctions(inner, path, groups);
    named += own.named;
    unnamed += own.unnamed;
    inspectOthers(inner, path, groups);
  }
  return { named, unnamed };
}

function inspectFunctions(module: WasmModule, path: string, groups: readonly GroupCase[]): NameCoverage {
  const { count, imported } = moduleFunctions(module);
  let named = 0;
  for (const [index, name] of moduleNames(module).functions.entries()) {
    if (index >= count) continue;
    if (index >= imported && name !== '') named += 1;
    const place = { source: 'name', where: () => `${path} / func[${index}]` } as const;
    inspectName(groups, name, place, () => reachOf(module, index));
  }
  return { named, unnamed: count - imported - named };
}

function inspectOthers(module: WasmModule, path: string, groups: readonly GroupCase[]): void {
  const names = moduleNames(module);
  const look = (name: string, what: string) =>
    inspectName(groups, name, { source: 'name', where: () => `${path} / ${what}` }, () => unknownReach);
  for (const kind of otherNames) {
    for (const [index, name] of names[kind].entries()) look(name, `${kind}[${index}]`);
  }
  if (names.module !== undefined) look(names.module, 'module name');
}
