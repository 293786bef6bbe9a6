import type { WasmModule } from '../frame/binary.ts';
import { addressTaken } from './address-taken.ts';
import type { CallGraph } from './call-graph.ts';
import { callGraph } from './call-graph.ts';
import type { CallRoot, CallRoots } from './call-roots.ts';
import { callRoots } from './call-roots.ts';
import type { EdgeKind } from './edge-kinds.ts';
import { edgeKinds } from './edge-kinds.ts';
import { memoize } from '../frame/memoize.ts';

/**
 * Why a function is in the module. `reachable`: from a root over certain and possible edges. `retained`: not so, but a
 * table, a global or a function kept by one holds it, or code that is not known may call it. `unreferenced`: nothing leads
 * to it, or only what is so itself.
 */
export type FunctionState = 'reachable' | 'retained' | 'unreferenced';

/** One function on a path, and how the path came to it. */
export interface PathStep {
  readonly function: number;
  /** How the step before it leads here; for the first step, the kind of root. */
  readonly via: Exclude<EdgeKind, 'member'> | CallRoot['kind'];
  /** The name of the export the path starts from; undefined on every other step. */
  readonly export: string | undefined;
}

/** The end of a path. */
export interface LastStep {
  readonly step: PathStep;
  /** The function that leads there; undefined when the path starts here. */
  readonly from: number | undefined;
}

export interface Reachability {
  readonly graph: CallGraph;
  readonly state: (functionIndex: number) => FunctionState;
  /** The last step of a shortest path from a root, and the function before it; undefined when it is not reachable. */
  readonly stepTo: (functionIndex: number) => LastStep | undefined;
  /** A shortest path from a root to the function, both included; undefined when it is not reachable. */
  readonly pathTo: (functionIndex: number) => PathStep[] | undefined;
  /** The edges of that path, the nodes of types counted; undefined when the function is not reachable. */
  readonly distance: (functionIndex: number) => number | undefined;
}

const NONE = 0xffffffff;

interface Search {
  /** Per node the node before it on a shortest path; itself for a start, NONE when not found. */
  readonly parent: Uint32Array;
  /** Per node the kind of the edge from its parent. */
  readonly via: Uint8Array;
  /** Per node the edges of the path. */
  readonly depth: Uint32Array;
}

/**
 * What can be called from outside and what cannot: one breadth-first search from the roots, in their order, and one
 * from everything whose address is taken. Linear in the nodes and edges.
 */
export const reachability: (module: WasmModule) => Reachability = memoize((module) => {
  const graph = callGraph(module);
  const roots = callRoots(module);
  const called = search(graph, roots.functions);
  const held = search(graph, addressTaken(module));
  // Code that is not known may call anything.
  const mayCall = graph.unread.some((index) => isFound(called, index) || isFound(held, index));
  const state = (index: number): FunctionState => {
    if (isFound(called, index)) return 'reachable';
    return mayCall || isFound(held, index) ? 'retained' : 'unreferenced';
  };
  const isReached = (index: number): boolean => index < graph.functions && isFound(called, index);
  const stepTo = (index: number): LastStep | undefined =>
    isReached(index) ? lastStep(graph, called, roots, index) : undefined;
  const pathTo = (index: number): PathStep[] | undefined =>
    isReached(index) ? trace(graph, called, roots, index) : undefined;
  const distance = (index: number): number | undefined =>
    isReached(index) ? called.depth[index] : undefined;
  return { graph, state, stepTo, pathTo, distance };
});

const isFound = ({ parent }: Search, index: number): boolean => (parent[index] ?? NONE) !== NONE;

function search(graph: CallGraph, starts: Iterable<number>): Search {
  const parent = new Uint32Array(graph.nodes).fill(NONE);
  const via = new Uint8Array(graph.nodes);
  const depth = new Uint32Array(graph.nodes);
  const queue = new Uint32Array(graph.nodes);
  let tail = 0;
  for (const start of starts) {
    if (parent[start] !== NONE) continue;
    parent[start] = start;
    queue[tail++] = start;
  }
  for (let head = 0; head < tail; head++) {
    const node = queue[head] as number;
    const end = graph.rows[node + 1] as number;
    for (let edge = graph.rows[node] as number; edge < end; edge++) {
      const target = graph.targets[edge] as number;
      if (parent[target] !== NONE) continue;
      parent[target] = node;
      depth[target] = (depth[node] as number) + 1;
      via[target] = graph.kinds[edge] as number;
      queue[tail++] = target;
    }
  }
  return { parent, via, depth };
}

function trace(graph: CallGraph, found: Search, roots: CallRoots, to: number): PathStep[] {
  const steps: PathStep[] = [];
  for (let at: number | undefined = to; at !== undefined;) {
    const last: LastStep = lastStep(graph, found, roots, at);
    steps.push(last.step);
    at = last.from;
  }
  return steps.toReversed();
}

function lastStep(graph: CallGraph, found: Search, roots: CallRoots, node: number): LastStep {
  let from = found.parent[node] as number;
  if (from === node) {
    const root = roots.get(roots.functions.indexOf(node));
    return { step: { function: node, via: root.kind, export: root.export }, from: undefined };
  }
  let kind = edgeKinds[found.via[node] as number] as EdgeKind;
  while (from >= graph.functions) {
    // Nodes of types stand between the caller and its target: what led to the first says how the call is made.
    kind = edgeKinds[found.via[from] as number] as EdgeKind;
    from = found.parent[from] as number;
  }
  return { step: { function: node, via: kind as PathStep['via'], export: undefined }, from };
}
