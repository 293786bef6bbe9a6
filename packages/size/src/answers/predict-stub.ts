import { callGraph, type WasmModule } from '@wasmgate/wasm-model';
import { graphRoots } from '../program/graph-roots.ts';
import { STUB_BYTES } from './stub-functions.ts';

/**
 * By the call graph: bytes of functions that a module has less when a set is stubbed out and what nothing leads to is
 * removed. A stub that is still called stays.
 */
export function predictStub(module: WasmModule, bytes: Uint32Array, set: ReadonlySet<number>): number {
  return liveBytes(module, bytes, new Set()) - liveBytes(module, bytes, set);
}

function liveBytes(module: WasmModule, bytes: Uint32Array, stubs: ReadonlySet<number>): number {
  const graph = callGraph(module);
  const seen = new Uint8Array(graph.nodes);
  const queue = new Uint32Array(graph.nodes);
  let tail = 0;
  let live = 0;
  const visit = (node: number): void => {
    if (seen[node] === 1) return;
    seen[node] = 1;
    if (stubs.has(node)) live += STUB_BYTES;
    else {
      if (node < graph.functions) live += bytes[node] as number;
      queue[tail++] = node;
    }
  };
  for (const index of graphRoots(module)) visit(index);
  for (let head = 0; head < tail; head++) {
    const node = queue[head] as number;
    const end = graph.rows[node + 1] as number;
    for (let edge = graph.rows[node] as number; edge < end; edge++) visit(graph.targets[edge] as number);
  }
  return live;
}
