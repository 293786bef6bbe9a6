import {
  callGraph,
  functionLabel,
  moduleNames,
  parseSymbol,
  type NameSymbol,
  type WasmModule,
} from '@wasmgate/wasm-model';

/** A function from which an allocator may be reached, and that can be named. */
export interface Caller {
  readonly index: number;
  /** False for plumbing: what collections and strings of the standard library do is done for somebody else. */
  readonly isOwner: boolean;
}

/** Crates whose functions ask for memory on behalf of who calls them, and the allocators themselves. */
const PLUMBING: ReadonlySet<string> = new Set([
  'alloc',
  'core',
  'std',
  '__rustc',
  'compiler_builtins',
  'dlmalloc',
  'talc',
  'lol_alloc',
  'hashbrown',
]);

/** What is a function's name, parsed; null for names of C, whose functions stand for themselves. */
const symbolOf = (module: WasmModule, index: number): NameSymbol | null =>
  parseSymbol(functionLabel(module, index));

/**
 * The named functions from which one of `targets` may be reached, by a call or through a table. Throws WasmFormatError when code is
 * malformed.
 */
export function callersOf(module: WasmModule, targets: ReadonlySet<number>): Caller[] {
  const graph = callGraph(module);
  const reaching = reachingNodes(graph.nodes, graph.rows, graph.targets, targets);
  const names = moduleNames(module).functions;
  const callers: Caller[] = [];
  for (let index = 0; index < graph.functions; index++) {
    if (reaching[index] !== 1 || targets.has(index) || names.get(index) === undefined) continue;
    callers.push({ index, isOwner: !PLUMBING.has(symbolOf(module, index)?.crate ?? '') });
  }
  return callers;
}

/** Marks with 1 every node from which a target is reached: edges are walked backwards. */
function reachingNodes(
  nodes: number,
  rows: Uint32Array,
  edges: Uint32Array,
  targets: ReadonlySet<number>,
): Uint8Array {
  const backRows = new Uint32Array(nodes + 2);
  for (const target of edges) backRows[target + 2] = (backRows[target + 2] as number) + 1;
  for (let node = 2; node < backRows.length; node++) {
    backRows[node] = (backRows[node] as number) + (backRows[node - 1] as number);
  }
  const back = new Uint32Array(edges.length);
  for (let node = 0; node < nodes; node++) {
    for (let edge = rows[node] as number; edge < (rows[node + 1] as number); edge++) {
      const target = edges[edge] as number;
      const place = backRows[target + 1] as number;
      back[place] = node;
      backRows[target + 1] = place + 1;
    }
  }
  const reaching = new Uint8Array(nodes);
  const open = [...targets];
  for (const target of open) reaching[target] = 1;
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (let edge = backRows[node] as number; edge < (backRows[node + 1] as number); edge++) {
      const source = back[edge] as number;
      if (reaching[source] === 1) continue;
      reaching[source] = 1;
      open.push(source);
    }
  }
  return reaching;
}
