import type { WasmModule } from './binary.ts';
import { memoize } from './memoize.ts';
import { moduleExports } from './module-exports.ts';
import { importsOf } from './module-imports.ts';
import { moduleNames } from './module-names.ts';

interface Labels {
  readonly exports: ReadonlyMap<number, string>;
  readonly imports: readonly string[];
}

const labels: (module: WasmModule) => Labels = memoize((module) => {
  const exports = new Map<number, string>();
  for (const { kind, index, name } of moduleExports(module)) {
    if (kind === 'func' && !exports.has(index)) exports.set(index, name);
  }
  return { exports, imports: importsOf(module, 'func').map((entry) => `${entry.module}.${entry.name}`) };
});

/**
 * What to call a function: its name in the `name` section (mangled as it stands), else the name it is exported or
 * imported (`module.name`) by, else `func[12]`. Hostile bytes may be in it: strip control characters before printing.
 */
export function functionLabel(module: WasmModule, index: number): string {
  const { exports, imports } = labels(module);
  return moduleNames(module).functions.get(index) ?? exports.get(index) ?? imports[index] ?? `func[${index}]`;
}
