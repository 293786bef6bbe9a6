import { callGraph, callRoots, edgeKinds, type PathStep, type WasmModule } from '@wasmgate/wasm-model';

const searches = new WeakMap<WasmModule, Map<number, PathStep & { readonly from: number | undefined }>>();

/**
 * A shortest path to a function over direct calls alone, from an export or the start function: if that is entered, the
 * call is there in the code. Undefined when there is none. One breadth-first search a module.
 */
export function certainPath(module: WasmModule, functionIndex: number): PathStep[] | undefined {
  const found = searches.get(module) ?? search(module);
  searches.set(module, found);
  const steps: PathStep[] = [];
  for (let at: number | undefined = functionIndex; at !== undefined;) {
    const step = found.get(at);
    if (step === undefined) return undefined;
    const { from, ...rest } = step;
    steps.push(rest);
    at = from;
  }
  return steps.toReversed();
}

function search(module: WasmModule): Map<number, PathStep & { readonly from: number | undefined }> {
  const { rows, targets, kinds } = callGraph(module);
  // A map keeps its order, so it is the queue as well.
  const found = new Map<number, PathStep & { readonly from: number | undefined }>();
  for (const { function: index, kind: via, export: name } of callRoots(module)) {
    const isSure = via === 'export' || via === 'start';
    if (isSure && !found.has(index))
      found.set(index, { function: index, via, export: name, from: undefined });
  }
  for (const [from] of found) {
    for (let edge = rows[from] ?? 0; edge < (rows[from + 1] ?? 0); edge += 1) {
      const via = edgeKinds[kinds[edge] ?? -1];
      const target = targets[edge];
      if (target === undefined || found.has(target) || (via !== 'call' && via !== 'return_call')) continue;
      found.set(target, { function: target, via, export: undefined, from });
    }
  }
  return found;
}
