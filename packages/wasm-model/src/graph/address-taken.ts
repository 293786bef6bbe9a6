import type { WasmModule } from '../frame/binary.ts';
import { NO_FUNCTION } from '../code/constant-expression.ts';
import { GrowableArray } from '../frame/growable-array.ts';
import { memoize } from '../frame/memoize.ts';
import { moduleElements } from '../module/module-elements.ts';
import { moduleFunctions } from '../module/module-functions.ts';
import { moduleGlobals } from '../module/module-globals.ts';
import { moduleTables } from '../module/module-tables.ts';
import { WasmFormatError } from '../frame/wasm-format-error.ts';

/**
 * Functions that something outside the code holds a reference to: element segments, first values of globals and tables.
 * By rising index, each once.
 */
export const addressTaken: (module: WasmModule) => Uint32Array = memoize((module) => {
  const { count } = moduleFunctions(module);
  const taken = new Uint8Array(count);
  const take = (index: number, at: number): void => {
    if (index >= count) throw new WasmFormatError(at, `function ${index} does not exist: there are ${count}`);
    taken[index] = 1;
  };
  for (const segment of moduleElements(module)) {
    for (const index of segment.functions) if (index !== NO_FUNCTION) take(index, segment.start);
    for (const index of segment.otherFunctions) take(index, segment.start);
  }
  const { get, references } = moduleGlobals(module);
  for (const [at, index] of references.functions.entries()) {
    if (index >= count) take(index, get(references.globals[at] as number).initial?.start ?? module.start);
    taken[index] = 1;
  }
  for (const { initial } of moduleTables(module)) {
    for (const index of initial?.functions ?? []) take(index, initial?.start ?? module.start);
  }
  const indices = new GrowableArray();
  for (let index = 0; index < count; index++) if (taken[index] === 1) indices.push(index);
  return indices.finish();
});
