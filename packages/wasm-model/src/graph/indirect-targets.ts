import type { WasmModule } from '../frame/binary.ts';
import { NO_FUNCTION } from '../code/constant-expression.ts';
import type { EdgeCollector } from './edge-collector.ts';
import { EdgeCode } from './edge-kinds.ts';
import { moduleElements } from '../module/module-elements.ts';
import { moduleFunctions } from '../module/module-functions.ts';
import { moduleGlobals } from '../module/module-globals.ts';
import { moduleTables } from '../module/module-tables.ts';
import { moduleTypes } from '../module/module-types.ts';
import { PairNumbers } from '../frame/pair-numbers.ts';
import { ANY_TABLE } from './table-classes.ts';

interface Edges {
  readonly rows: Uint32Array;
  readonly targets: Uint32Array;
  readonly kinds: Uint8Array;
}

/**
 * Completes the edges that code has with those of the pairs: from each to the functions of exactly its type in its place, and
 * to the same place with each declared subtype, whose functions fit as well (core spec 3.0, "Matching", 3.3), so that a
 * chain of subtypes costs one edge a link. Pairs of places that share their contents become one node.
 */
export function addIndirectTargets(
  module: WasmModule,
  collector: EdgeCollector,
  ownRows: Uint32Array,
): Edges {
  const { edges, pairs, tables, allTypes } = collector;
  const functions = ownRows.length - 1;
  const classes = new PairNumbers(allTypes + 1);
  const nodeOf = new Uint32Array(pairs.size);
  for (let pair = 0; pair < pairs.size; pair++) {
    const place = pairs.place(pair);
    const of = place === ANY_TABLE ? ANY_TABLE : tables.classOf(place);
    nodeOf[pair] = functions + classes.number(of, pairs.type(pair));
  }
  const subtypes = addSubtypes(module, classes);
  const members = collectMembers(module, collector, classes);
  const rows = new Uint32Array(functions + classes.size + 1);
  rows.set(ownRows);
  const own = edges.length;
  for (let node = 0; node < classes.size; node++) {
    edges.source = functions + node;
    for (let at = members.rows[node] as number; at < (members.rows[node + 1] as number); at++) {
      edges.add(members.targets[at] as number, EdgeCode.member);
    }
    for (const type of subtypes(classes.type(node))) {
      // Over its bound a subtype is numbered with ANY_TABLE, as here.
      edges.add(functions + classes.number(classes.place(node), type), EdgeCode.member);
    }
    rows[functions + node + 1] = edges.length;
  }
  const { targets, kinds } = edges.finish();
  for (let edge = 0; edge < own; edge++) {
    const target = targets[edge] as number;
    if (target >= functions) targets[edge] = nodeOf[target - functions] as number;
  }
  return { rows, targets, kinds };
}

/** Numbers the subtypes of all pairs, theirs included, and gives the declared subtypes of a type. */
function addSubtypes(module: WasmModule, classes: PairNumbers): (type: number) => readonly number[] {
  const { count, canonical, supertype } = moduleTypes(module);
  const children = new Map<number, number[]>();
  for (let type = 0; type < count; type++) {
    const above = supertype[type] as number;
    if (above < 0 || canonical[type] !== type) continue;
    const list = children.get(above);
    if (list) list.push(type);
    else children.set(above, [type]);
  }
  const subtypes = (type: number): readonly number[] => children.get(type) ?? [];
  for (let node = 0; node < classes.size; node++) {
    for (const type of subtypes(classes.type(node))) classes.number(classes.place(node), type);
  }
  return subtypes;
}

/** Per pair the functions of its type in its place, a function once for each time that it is put there. */
function collectMembers(
  module: WasmModule,
  collector: EdgeCollector,
  classes: PairNumbers,
): Pick<Edges, 'rows' | 'targets'> {
  const { allTypes } = collector;
  const { type } = moduleFunctions(module);
  const { canonical } = moduleTypes(module);
  const visitAll = (visit: (node: number, index: number) => void): void =>
    eachReference(module, collector, (place, index) => {
      const exact = classes.find(place, canonical[type[index] as number] ?? allTypes);
      if (exact !== undefined) visit(exact, index);
      const all = classes.find(place, allTypes);
      if (all !== undefined && all !== exact) visit(all, index);
    });
  const rows = new Uint32Array(classes.size + 1);
  visitAll((node) => {
    rows[node + 1] = (rows[node + 1] as number) + 1;
  });
  for (let node = 0; node < classes.size; node++) {
    rows[node + 1] = (rows[node + 1] as number) + (rows[node] as number);
  }
  const free = rows.slice();
  const targets = new Uint32Array(rows[classes.size] as number);
  visitAll((node, index) => {
    const at = free[node] as number;
    free[node] = at + 1;
    targets[at] = index;
  });
  return { rows, targets };
}

/** Visits every function in the class of every place that it is put in, and every referenced one as in ANY_TABLE. */
function eachReference(
  module: WasmModule,
  { referenced, tables }: EdgeCollector,
  visit: (place: number, index: number) => void,
): void {
  for (let index = 0; index < referenced.length; index++)
    if (referenced[index] === 1) visit(ANY_TABLE, index);
  for (const { index: segment, functions, otherFunctions } of moduleElements(module)) {
    const place = tables.classOf(tables.placeOfSegment(segment));
    if (place === ANY_TABLE) continue;
    for (const index of functions) if (index !== NO_FUNCTION) visit(place, index);
    for (const index of otherFunctions) visit(place, index);
  }
  for (const [table, { initial }] of moduleTables(module).entries()) {
    const place = tables.classOf(table);
    if (place !== ANY_TABLE) for (const index of initial?.functions ?? []) visit(place, index);
  }
  const { globals, functions } = moduleGlobals(module).references;
  for (const [at, global] of globals.entries()) {
    visit(tables.placeOfGlobal(global), functions[at] as number);
  }
}
