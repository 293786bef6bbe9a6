import { addressTaken, callRoots, reachability, type WasmModule } from '@wasmgate/wasm-model';

/**
 * Where the search for what is in use starts, as `retention` of wasm-model has it: what can be entered from outside, and
 * functions that only a table or global holds.
 */
export function graphRoots(module: WasmModule): Uint32Array {
  const { state } = reachability(module);
  const entered = callRoots(module).functions;
  const held = addressTaken(module).filter((index) => state(index) !== 'reachable');
  const roots = new Uint32Array(entered.length + held.length);
  roots.set(entered);
  roots.set(held, entered.length);
  return roots;
}
