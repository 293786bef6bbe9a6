import type { WasmModule } from './binary.ts';
import { NO_FUNCTION } from './constant-expression.ts';
import { memoize } from './memoize.ts';
import { moduleElements } from './module-elements.ts';
import { moduleExports } from './module-exports.ts';
import { moduleFunctions } from './module-functions.ts';
import { moduleGlobals } from './module-globals.ts';
import { moduleStart } from './module-start.ts';
import { moduleTables } from './module-tables.ts';
import { WasmFormatError } from './wasm-format-error.ts';

/**
 * Why a function can be entered from outside. `table` and `global`: it lies in a table or global that is exported or
 * imported, where the host finds it.
 */
export interface CallRoot {
  readonly function: number;
  readonly kind: 'export' | 'start' | 'table' | 'global';
  /** The name of the export for `export`; else undefined. */
  readonly export: string | undefined;
}

/** Where execution can enter a module: exports, then the start function, then what tables and globals expose. */
export const callRoots: (module: WasmModule) => readonly CallRoot[] = memoize((module) => {
  const { count } = moduleFunctions(module);
  const roots: CallRoot[] = [];
  const add = (kind: CallRoot['kind'], index: number, at: number, name?: string): void => {
    if (index >= count) throw new WasmFormatError(at, `function ${index} does not exist: there are ${count}`);
    roots.push({ function: index, kind, export: name });
  };
  for (const { kind, name, index, offset } of moduleExports(module)) {
    if (kind === 'func') add('export', index, offset, name);
  }
  const start = moduleStart(module);
  if (start !== undefined) add('start', start, module.start);
  for (const [kind, index, at] of exposedReferences(module)) add(kind, index, at);
  return roots;
});

type Exposed = [kind: 'table' | 'global', index: number, at: number];

function* exposedReferences(module: WasmModule): Generator<Exposed> {
  const exported = (kind: 'table' | 'global'): Set<number> =>
    new Set(moduleExports(module).flatMap((entry) => (entry.kind === kind ? [entry.index] : [])));
  const tables = exported('table');
  for (const [index, table] of moduleTables(module).entries()) {
    if (table.imported) tables.add(index);
    else if (tables.has(index)) yield* namedBy('table', table.initial);
  }
  for (const segment of moduleElements(module)) {
    // Code may copy a passive segment into any table: it is taken to do so into an exposed one.
    const exposed = segment.mode === 'active' ? tables.has(segment.table) : tables.size > 0;
    if (!exposed || segment.mode === 'declarative') continue;
    for (const index of segment.functions) if (index !== NO_FUNCTION) yield ['table', index, segment.start];
    for (const index of segment.otherFunctions) yield ['table', index, segment.start];
  }
  const globals = exported('global');
  for (const [index, { initial }] of moduleGlobals(module).entries()) {
    if (globals.has(index)) yield* namedBy('global', initial);
  }
}

function* namedBy(
  kind: 'table' | 'global',
  initial: { readonly start: number; readonly functions: readonly number[] } | undefined,
): Generator<Exposed> {
  for (const index of initial?.functions ?? []) yield [kind, index, initial?.start ?? 0];
}
