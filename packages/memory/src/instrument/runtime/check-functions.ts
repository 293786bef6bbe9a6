import * as w from '../assembler.ts';
import type { NewFunction } from '../assembler.ts';
import { KIND, STRAYS } from '../event-layout.ts';
import { memoryBytes, type Places, type RuntimeName } from './places.ts';

const { I32, I64, F32, F64, V128 } = w;

/** What stands before instructions that write to memory, and in the place of memory.grow. */
export function checkFunctions(
  places: Places,
): Record<Extract<RuntimeName, `check${string}` | 'grow'>, NewFunction> {
  return {
    checkAddress: checkAddress(places),
    checkI32: checkStore(I32, places),
    checkI64: checkStore(I64, places),
    checkF32: checkStore(F32, places),
    checkF64: checkStore(F64, places),
    checkV128: checkStore(V128, places),
    checkRange: checkRange(places),
    grow: grow(places),
  };
}

/** (address, offset, writer): notes where `writer` writes, unless a live block covers it or an allocator is at work. */
function checkAddress({ global, map, events }: Places): NewFunction {
  const [address, offset, writer, slot] = [0, 1, 2, 3];
  return {
    params: [I32, I32, I32],
    results: [],
    locals: [I32],
    code: w.code(
      w.when(w.global(global('isAllocating')), w.RETURN),
      w.setLocal(address, w.add(w.local(address), w.local(offset))),
      w.when(
        w.lessThan(w.local(address), memoryBytes(map)),
        w.when(w.loadByte(map, w.local(address)), w.RETURN),
      ),
      w.setLocal(slot, w.shiftLeft(w.local(writer), w.number(2))),
      w.when(
        w.lessThan(w.load(events, w.local(slot), STRAYS), w.local(address)),
        w.store(events, w.local(slot), w.local(address), STRAYS),
      ),
    ),
  };
}

/** (address, value, offset, writer) -> (address, value): what a store wants is left on the stack. */
function checkStore(type: number, { runtime }: Places): NewFunction {
  const [address, value, offset, writer] = [0, 1, 2, 3];
  return {
    params: [I32, type, I32, I32],
    results: [I32, type],
    locals: [],
    code: w.code(
      w.call(runtime('checkAddress'), w.local(address), w.local(offset), w.local(writer)),
      w.local(address),
      w.local(value),
    ),
  };
}

/** (start, what, length, writer) -> (start, what, length): of what is filled or copied, the first byte and the last. */
function checkRange({ runtime }: Places): NewFunction {
  const [start, what, length, writer] = [0, 1, 2, 3];
  const check = (offset: w.Code): w.Code =>
    w.call(runtime('checkAddress'), w.local(start), offset, w.local(writer));
  return {
    params: [I32, I32, I32, I32],
    results: [I32, I32, I32],
    locals: [],
    code: w.code(
      w.when(w.local(length), check(w.number(0)), check(w.subtract(w.local(length), w.number(1)))),
      w.local(start),
      w.local(what),
      w.local(length),
    ),
  };
}

/** (pages, function) -> pages before: memory.grow, told. The event's old address says whether an allocator asked. */
function grow({ global, runtime }: Places): NewFunction {
  const [pages, grower, before] = [0, 1, 2];
  return {
    params: [I32, I32],
    results: [I32],
    locals: [I32],
    code: w.code(
      w.setLocal(before, w.memoryGrow(0, w.local(pages))),
      w.call(
        runtime('append'),
        w.number(KIND.grow),
        w.local(before),
        w.local(pages),
        w.global(global('isAllocating')),
        w.local(grower),
        w.global(global('owner')),
      ),
      w.local(before),
    ),
  };
}
