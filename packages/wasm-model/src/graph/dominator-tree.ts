/** A directed graph as compressed sparse rows: `node` leads to `targets[rows[node] .. rows[node + 1])`. */
export interface Rows {
  readonly nodes: number;
  /** `nodes + 1` long. */
  readonly rows: Uint32Array;
  readonly targets: Uint32Array;
}

/** Stands for "no node": the virtual root itself, or a node that no root leads to. */
export const NO_NODE = 0xffffffff;

/** Who dominates whom: `a` dominates `b` when every path from a root to `b` leads through `a`. */
export interface DominatorTree {
  /** The nodes that the roots lead to, each after its immediate dominator (depth-first preorder). */
  readonly order: Uint32Array;
  /** Per node its immediate dominator; NO_NODE when only the virtual root dominates it, or it is not reached. */
  readonly dominator: Uint32Array;
  readonly isReached: (node: number) => boolean;
}

/**
 * The dominator tree of a graph under a virtual root that leads to every one of `roots`: T. Lengauer, R. E. Tarjan, "A fast
 * algorithm for finding dominators in a flowgraph", ACM TOPLAS 1(1), 1979, with path compression alone ("simple" LINK
 * and EVAL), so O(m log n) for any graph, which the iterative algorithm of Cooper, Harvey and Kennedy is not. Nothing
 * recurses: depth-first search and compression keep their stacks in arrays.
 */
export function dominatorTree(graph: Rows, roots: Iterable<number>): DominatorTree {
  const search = depthFirst(graph, roots);
  const { number, vertex } = search;
  const immediate = immediateDominators(search.parent, predecessors(graph, search));
  const dominator = new Uint32Array(graph.nodes).fill(NO_NODE);
  for (let v = 1; v < vertex.length; v++) {
    const above = immediate[v] as number;
    if (above !== 0) dominator[vertex[v] as number] = vertex[above] as number;
  }
  return { order: vertex.subarray(1), dominator, isReached: (node) => (number[node] ?? 0) !== 0 };
}

/** Vertices are numbered by the search: 0 is the virtual root, and 0 in `number` says "not reached". */
interface Search {
  /** Per node its number. */
  readonly number: Uint32Array;
  /** Per number its node. */
  readonly vertex: Uint32Array;
  /** Per number that of its parent in the spanning tree. */
  readonly parent: Uint32Array;
  readonly roots: Uint32Array;
}

function depthFirst(graph: Rows, starts: Iterable<number>): Search {
  const { nodes, rows, targets } = graph;
  const roots = Uint32Array.from(starts);
  const number = new Uint32Array(nodes);
  const vertex = new Uint32Array(nodes + 1);
  const parent = new Uint32Array(nodes + 1);
  // Per number the next edge to look at; the parents are the stack.
  const cursor = new Uint32Array(nodes + 1);
  let count = 0;
  const visit = (node: number, from: number): number => {
    count++;
    number[node] = count;
    vertex[count] = node;
    parent[count] = from;
    cursor[count] = rows[node] as number;
    return count;
  };
  for (const root of roots) {
    if (number[root] !== 0) continue;
    let at = visit(root, 0);
    while (at !== 0) {
      const edge = cursor[at] as number;
      if (edge === rows[(vertex[at] as number) + 1]) {
        at = parent[at] as number;
        continue;
      }
      cursor[at] = edge + 1;
      const target = targets[edge] as number;
      if (number[target] === 0) at = visit(target, at);
    }
  }
  return { number, vertex: vertex.slice(0, count + 1), parent: parent.slice(0, count + 1), roots };
}

interface Predecessors {
  /** Per vertex number the range of its predecessors; one longer than the vertices. */
  readonly rows: Uint32Array;
  readonly sources: Uint32Array;
}

function predecessors({ rows, targets }: Rows, { number, vertex, roots }: Search): Predecessors {
  const into = new Uint32Array(vertex.length + 1);
  const count = (node: number): void => {
    const at = (number[node] as number) + 1;
    into[at] = (into[at] as number) + 1;
  };
  for (const root of roots) count(root);
  for (let v = 1; v < vertex.length; v++) {
    const node = vertex[v] as number;
    const end = rows[node + 1] as number;
    for (let edge = rows[node] as number; edge < end; edge++) count(targets[edge] as number);
  }
  for (let v = 1; v < into.length; v++) into[v] = (into[v] as number) + (into[v - 1] as number);
  const free = into.slice(0, vertex.length);
  const sources = new Uint32Array(into[vertex.length] as number);
  const add = (node: number, source: number): void => {
    const at = number[node] as number;
    const place = free[at] as number;
    free[at] = place + 1;
    sources[place] = source;
  };
  for (const root of roots) add(root, 0);
  for (let v = 1; v < vertex.length; v++) {
    const node = vertex[v] as number;
    const end = rows[node + 1] as number;
    for (let edge = rows[node] as number; edge < end; edge++) add(targets[edge] as number, v);
  }
  return { rows: into, sources };
}

/** Per vertex number that of its immediate dominator (steps 2 to 4 of the paper). */
function immediateDominators(parent: Uint32Array, { rows, sources }: Predecessors): Uint32Array {
  const count = parent.length;
  const forest = new Forest(count);
  const { semi } = forest;
  const immediate = new Uint32Array(count);
  // Buckets as linked lists: 0, the virtual root, is never in one and ends them.
  const first = new Uint32Array(count);
  const next = new Uint32Array(count);
  for (let w = count - 1; w > 0; w--) {
    const end = rows[w + 1] as number;
    for (let edge = rows[w] as number; edge < end; edge++) {
      const candidate = semi[forest.evaluate(sources[edge] as number)] as number;
      if (candidate < (semi[w] as number)) semi[w] = candidate;
    }
    const bucket = semi[w] as number;
    next[w] = first[bucket] as number;
    first[bucket] = w;
    const above = parent[w] as number;
    forest.link(above, w);
    for (let v = first[above] as number; v !== 0; v = next[v] as number) {
      const u = forest.evaluate(v);
      immediate[v] = (semi[u] as number) < (semi[v] as number) ? u : above;
    }
    first[above] = 0;
  }
  for (let w = 1; w < count; w++) {
    if (immediate[w] !== semi[w]) immediate[w] = immediate[immediate[w] as number] as number;
  }
  return immediate;
}

/** The forest of vertices already done, with the paper's EVAL and LINK. */
class Forest {
  readonly semi: Uint32Array;
  readonly #label: Uint32Array;
  /** NO_NODE for the root of a tree. */
  readonly #ancestor: Uint32Array;
  readonly #path: Uint32Array;

  constructor(count: number) {
    this.semi = Uint32Array.from({ length: count }, (_, v) => v);
    this.#label = this.semi.slice();
    this.#ancestor = new Uint32Array(count).fill(NO_NODE);
    this.#path = new Uint32Array(count);
  }

  link(above: number, v: number): void {
    this.#ancestor[v] = above;
  }

  /** The vertex of least semidominator on the path from below the root of its tree down to `v`; a root itself. */
  evaluate(v: number): number {
    const { semi } = this;
    const ancestor = this.#ancestor;
    const label = this.#label;
    const path = this.#path;
    if (ancestor[v] === NO_NODE) return v;
    let length = 0;
    for (let at = v; ancestor[ancestor[at] as number] !== NO_NODE; at = ancestor[at] as number) {
      path[length++] = at;
    }
    while (length > 0) {
      const at = path[--length] as number;
      const above = ancestor[at] as number;
      const best = label[above] as number;
      if ((semi[best] as number) < (semi[label[at] as number] as number)) label[at] = best;
      ancestor[at] = ancestor[above] as number;
    }
    return label[v] as number;
  }
}
