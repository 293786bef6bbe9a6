import type { Parameter } from '../../entries/allocator-signatures.ts';
import type { Entry } from '../../entries/find-entries.ts';
import * as w from '../assembler.ts';
import type { Code, NewFunction } from '../assembler.ts';
import { KIND, SELVES } from '../event-layout.ts';
import type { GlobalName, Places } from './places.ts';

const { I32 } = w;

type Body = Pick<NewFunction, 'locals' | 'code'>;

/**
 * Stands in the place of a hooked function, which is `inner` now: the outermost call is recorded. `order` is the entry's among those
 * that are hooked.
 */
export function entryWrapper(
  { parameters, role }: Entry,
  order: number,
  inner: number,
  { global, runtime, events }: Places,
): Body {
  const isAllocating = global('isAllocating');
  const result = parameters.length;
  const of = (parameter: Parameter): Code => {
    const index = parameters.indexOf(parameter);
    return index < 0 ? w.number(0) : w.local(index);
  };
  const forward = w.call(inner, ...parameters.map((_, index) => w.local(index)));
  const size = parameters.includes('count') ? w.multiply(of('count'), of('element_size')) : of('size');
  // posix_memalign gives an error number, 0 for none, and writes the address.
  const given = parameters.includes('slot')
    ? w.either(w.local(result), w.number(0), w.load(0, of('slot')))
    : w.local(result);
  const [address, end] = role === 'free' ? [w.number(0), []] : [given, w.local(result)];
  return {
    locals: role === 'free' ? [] : [I32],
    code: w.code(
      w.when(w.global(isAllocating), forward, w.RETURN),
      parameters.includes('self') ? w.store(events, w.number(order * 4), of('self'), SELVES) : [],
      w.setGlobal(isAllocating, w.number(1)),
      role === 'free' ? forward : w.setLocal(result, forward),
      w.setGlobal(isAllocating, w.number(0)),
      w.call(runtime('record'), w.number(KIND[role]), address, size, of('pointer')),
      end,
    ),
  };
}

/** (pointer, old size, size): calls a hooked function for the host, as far as it takes them. */
export function hostCall({ index, parameters, role }: Entry, order: number, { events }: Places): NewFunction {
  const values: Record<Parameter, Code> = {
    self: w.load(events, w.number(order * 4), SELVES),
    pointer: w.local(0),
    old_size: w.local(1),
    size: w.local(2),
    align: w.number(8),
    old_align: w.number(8),
    count: w.number(1),
    element_size: w.local(2),
    slot: w.number(0),
  };
  return {
    params: [I32, I32, I32],
    results: role === 'free' ? [] : [I32],
    locals: [],
    code: w.call(index, ...parameters.map((parameter) => values[parameter])),
  };
}

/**
 * Stands in the place of a function from which memory may be asked for, which is `inner` now: says who is at work, and puts back who
 * was.
 */
export function callerWrapper(
  { index, isOwner }: { readonly index: number; readonly isOwner: boolean },
  inner: number,
  parameters: number,
  { global }: Places,
): Body {
  const names: readonly GlobalName[] = isOwner ? ['nearest', 'owner'] : ['nearest'];
  const operands = Array.from({ length: parameters }, (_, parameter) => w.local(parameter));
  return {
    locals: names.map(() => I32),
    code: w.code(
      ...names.flatMap((name, place) => [
        w.setLocal(parameters + place, w.global(global(name))),
        w.setGlobal(global(name), w.number(index)),
      ]),
      w.call(inner, ...operands),
      ...names.map((name, place) => w.setGlobal(global(name), w.local(parameters + place))),
    ),
  };
}
