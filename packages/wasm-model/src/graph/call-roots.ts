import type { WasmModule } from '../frame/binary.ts';
import { callGraph } from './call-graph.ts';
import { NO_FUNCTION } from '../code/constant-expression.ts';
import { exportTable } from '../module/export-table.ts';
import { GrowableArray } from '../frame/growable-array.ts';
import { memoize } from '../frame/memoize.ts';
import { moduleElements } from '../module/module-elements.ts';
import { moduleFunctions } from '../module/module-functions.ts';
import { moduleGlobals } from '../module/module-globals.ts';
import { moduleStart } from '../module/module-start.ts';
import { moduleTables } from '../module/module-tables.ts';
import { usedExports } from '../component/used-exports.ts';
import { WasmFormatError } from '../frame/wasm-format-error.ts';

/** Why a function can be entered from outside: see CallRoot. */
export const rootKinds = ['export', 'start', 'table', 'global'] as const;

/**
 * Why a function can be entered from outside. `table` and `global`: it lies in a table or global that is exported or
 * imported, where the host finds it.
 */
export interface CallRoot {
  readonly function: number;
  readonly kind: (typeof rootKinds)[number];
  /** The name of the export for `export`; else undefined. */
  readonly export: string | undefined;
}

/** The roots of a module: a function may be there more than once as `export`, and once as `table` and as `global`. */
export interface CallRoots extends Iterable<CallRoot> {
  /** In the order of the kinds, functions of a kind as they come. */
  readonly functions: Uint32Array;
  readonly get: (position: number) => CallRoot;
}

/**
 * Where execution can enter a module: exports, then the start function, then what tables and globals show. In a component
 * only the exports that it really uses count (see usedExports).
 */
export const callRoots: (module: WasmModule) => CallRoots = memoize((module) => {
  const roots = new RootList(module);
  const { indices, offsets, kind, name } = exportTable(module);
  const used = usedExports(module);
  const tables = new Set<number>();
  const globals = new Set<number>();
  for (const [position, index] of indices.entries()) {
    const of = kind(position);
    if (used !== undefined && !used.has(name(position))) continue;
    if (of === 'func') roots.add('export', index, offsets[position] as number, position);
    else if (of === 'table') tables.add(index);
    else if (of === 'global') globals.add(index);
  }
  const start = moduleStart(module);
  if (start !== undefined) roots.add('start', start, module.start);
  addTables(module, tables, roots);
  addGlobals(module, globals, roots);
  return roots.finish();
});

class RootList {
  readonly #module: WasmModule;
  readonly #count: number;
  readonly #functions = new GrowableArray();
  readonly #kinds = new GrowableArray(Uint8Array);
  /** Per root the position of its export. */
  readonly #exports = new GrowableArray();
  /** Per function the kinds of root that it is, as bits. */
  readonly #known: Uint8Array;

  constructor(module: WasmModule) {
    this.#module = module;
    this.#count = moduleFunctions(module).count;
    this.#known = new Uint8Array(this.#count);
  }

  add(kind: CallRoot['kind'], index: number, at: number, position = 0): void {
    if (index >= this.#count) {
      throw new WasmFormatError(at, `function ${index} does not exist: there are ${this.#count}`);
    }
    const code = rootKinds.indexOf(kind);
    const known = this.#known[index] as number;
    if (kind !== 'export' && (known & (1 << code)) !== 0) return;
    this.#known[index] = known | (1 << code);
    this.#functions.push(index);
    this.#kinds.push(code);
    this.#exports.push(position);
  }

  finish(): CallRoots {
    const functions = this.#functions.finish();
    const kinds = this.#kinds.finish();
    const exports = this.#exports.finish();
    const { name } = exportTable(this.#module);
    const get = (position: number): CallRoot => {
      const kind = rootKinds[kinds[position] as number] as CallRoot['kind'];
      const from = kind === 'export' ? name(exports[position] as number) : undefined;
      return { function: functions[position] as number, kind, export: from };
    };
    function* each(): Generator<CallRoot> {
      for (const position of functions.keys()) yield get(position);
    }
    return { functions, get, [Symbol.iterator]: each };
  }
}

/** What is in tables that are exported or imported, or in others that code copies from them or to them. */
function addTables(module: WasmModule, exposed: Set<number>, roots: RootList): void {
  const tables = moduleTables(module);
  for (const [index, { imported }] of tables.entries()) if (imported) exposed.add(index);
  if (exposed.size === 0) return;
  const { tables: classes } = callGraph(module);
  const shown = new Set([...exposed].map((table) => classes.groupOf(classes.placeOfTable(table))));
  for (const [index, { initial }] of tables.entries()) {
    if (!shown.has(classes.groupOf(index))) continue;
    for (const named of initial?.functions ?? []) roots.add('table', named, initial?.start ?? module.start);
  }
  for (const { index, mode, functions, otherFunctions, start } of moduleElements(module)) {
    // A passive segment may be copied into a table by another module as well as by this one's code: it counts.
    const isShown = mode === 'passive' || shown.has(classes.groupOf(classes.placeOfSegment(index)));
    if (!isShown || mode === 'declarative') continue;
    for (const named of functions) if (named !== NO_FUNCTION) roots.add('table', named, start);
    for (const named of otherFunctions) roots.add('table', named, start);
  }
}

function addGlobals(module: WasmModule, exposed: ReadonlySet<number>, roots: RootList): void {
  const { references, get } = moduleGlobals(module);
  for (const [at, global] of references.globals.entries()) {
    if (!exposed.has(global)) continue;
    roots.add('global', references.functions[at] as number, get(global).initial?.start ?? module.start);
  }
}
