import { addressTaken } from './address-taken.ts';
import type { WasmModule } from '../frame/binary.ts';
import type { CallGraph } from './call-graph.ts';
import { callGraph } from './call-graph.ts';
import { callRoots } from './call-roots.ts';
import { NO_FUNCTION } from '../code/constant-expression.ts';
import type { DominatorTree } from './dominator-tree.ts';
import { NO_NODE, dominatorTree } from './dominator-tree.ts';
import { memoize } from '../frame/memoize.ts';
import { moduleFunctions } from '../module/module-functions.ts';
import { reachability } from './reachability.ts';

/** What goes when a set of functions goes. */
export interface SetRetention {
  /** Bytes of the functions of the set itself. */
  readonly shallowBytes: number;
  /** Those, and of every function that nothing leads to without the set. */
  readonly retainedBytes: number;
  /** Defined functions among the latter, the set's included. */
  readonly functions: number;
}

/**
 * What keeps what in a module, in bytes of code entries. The virtual root leads to all callRoots, and to the functions that
 * only a table or global holds (`retained` by reachability): they stay in the file, so what they call stays.
 * Unreferenced functions keep nothing and are kept by nothing.
 *
 * Edges are those of the call graph, possible ones too: more is taken to be in use than really is, so that a retained
 * size is a lower bound of what cannot run any more. A table alone does not keep what a call by type leads to: an
 * optimizer that removes only whole entries leaves a table's functions in the file until the table goes. Data and
 * element segments have no weight: code refers to linear memory by numbers, so which function needs which bytes is not
 * known.
 */
export interface Retention {
  readonly graph: CallGraph;
  /** Per function the bytes of its entry in the code section, its size included; 0 when imported. */
  readonly shallow: Uint32Array;
  /** Per function its own bytes and those of all that it dominates. */
  readonly retained: Uint32Array;
  /** Per function the nearest function that every path to it leads through; NO_FUNCTION when there is none. */
  readonly dominator: Uint32Array;
  /** The retained size of a set, such as a crate: one breadth-first search without it. */
  readonly retainedBy: (functions: Iterable<number>) => SetRetention;
}

/** The dominators and retained sizes of the functions of a core module. Linear but for a logarithm, and memory is linear. */
export const retention: (module: WasmModule) => Retention = memoize((module) => {
  const graph = callGraph(module);
  const { state } = reachability(module);
  const held = addressTaken(module).filter((index) => state(index) !== 'reachable');
  const roots = joined(callRoots(module).functions, held);
  const tree = dominatorTree(graph, roots);
  const shallow = shallowBytes(module);
  return {
    graph,
    shallow,
    retained: retainedBytes(graph, tree, shallow),
    dominator: dominatingFunctions(graph, tree),
    retainedBy: (functions) => retainedBySet(graph, roots, tree, shallow, functions),
  };
});

function joined(one: Uint32Array, other: Uint32Array): Uint32Array {
  const both = new Uint32Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

function shallowBytes(module: WasmModule): Uint32Array {
  const { count, imported, entryStart, bodyEnd } = moduleFunctions(module);
  const bytes = new Uint32Array(count);
  for (let defined = 0; defined < entryStart.length; defined++) {
    bytes[imported + defined] = (bodyEnd[defined] as number) - (entryStart[defined] as number);
  }
  return bytes;
}

function retainedBytes(
  graph: CallGraph,
  { order, dominator }: DominatorTree,
  shallow: Uint32Array,
): Uint32Array {
  // Subtrees that are summed do not overlap, so a sum stays below the size of the file: 32 bits.
  const sums = new Uint32Array(graph.nodes);
  sums.set(shallow);
  for (let at = order.length - 1; at >= 0; at--) {
    const node = order[at] as number;
    const above = dominator[node] as number;
    if (above !== NO_NODE) sums[above] = (sums[above] as number) + (sums[node] as number);
  }
  return sums.slice(0, graph.functions);
}

/** Nodes that are no functions are passed over, on the way up; each comes after its dominator, so one step does. */
function dominatingFunctions(graph: CallGraph, { order, dominator }: DominatorTree): Uint32Array {
  const nearest = new Uint32Array(graph.nodes).fill(NO_FUNCTION);
  for (const node of order) {
    const above = dominator[node] as number;
    if (above === NO_NODE) continue;
    nearest[node] = above < graph.functions ? above : (nearest[above] as number);
  }
  return nearest.slice(0, graph.functions);
}

const UNSEEN = 0;
const SEEN = 1;
const REMOVED = 2;

function retainedBySet(
  graph: CallGraph,
  roots: Uint32Array,
  tree: DominatorTree,
  shallow: Uint32Array,
  set: Iterable<number>,
): SetRetention {
  const marks = new Uint8Array(graph.nodes);
  for (const index of set) {
    if (index >= graph.functions) throw new RangeError(`function ${index} does not exist here`);
    marks[index] = REMOVED;
  }
  visitRest(graph, roots, marks);
  let shallowSum = 0;
  let retainedSum = 0;
  let functions = 0;
  for (let index = 0; index < graph.functions; index++) {
    const bytes = shallow[index] as number;
    const goes = marks[index] === REMOVED || (marks[index] === UNSEEN && tree.isReached(index));
    if (marks[index] === REMOVED) shallowSum += bytes;
    if (!goes) continue;
    retainedSum += bytes;
    // An imported function has no entry in the code section; a defined one has at least its size.
    if (bytes > 0) functions++;
  }
  return { shallowBytes: shallowSum, retainedBytes: retainedSum, functions };
}

/** Marks as SEEN what the roots lead to without the nodes that are marked REMOVED. */
function visitRest({ nodes, rows, targets }: CallGraph, roots: Uint32Array, marks: Uint8Array): void {
  const queue = new Uint32Array(nodes);
  let tail = 0;
  const visit = (node: number): void => {
    if (marks[node] !== UNSEEN) return;
    marks[node] = SEEN;
    queue[tail++] = node;
  };
  for (const root of roots) visit(root);
  for (let head = 0; head < tail; head++) {
    const node = queue[head] as number;
    const end = rows[node + 1] as number;
    for (let edge = rows[node] as number; edge < end; edge++) visit(targets[edge] as number);
  }
}
