import * as w from '../assembler.ts';
import type { Code, NewFunction } from '../assembler.ts';
import { EVENT_BYTES, eventsStart, HEADER, KIND, LIST_START, MAX_EVENTS } from '../event-layout.ts';
import {
  FIRST_BYTE,
  memoryBytes,
  OTHER_BYTE,
  type GlobalName,
  type Places,
  type RuntimeName,
} from './places.ts';

const { I32, I64 } = w;

/** Pages that the events' memory grows by. */
const STEP = 64;

/** What writes events, keeps the map of live bytes and the counters, and hands it all out. */
export function recordFunctions(
  places: Places,
): Record<Extract<RuntimeName, 'append' | 'mark' | 'unmark' | 'record' | 'take' | 'clear'>, NewFunction> {
  return {
    append: append(places),
    mark: mark(places),
    unmark: unmark(places),
    record: record(places),
    take: take(places),
    clear: clear(places),
  };
}

const get = ({ global }: Places, name: GlobalName): Code => w.global(global(name));
const set = ({ global }: Places, name: GlobalName, value: Code): Code => w.setGlobal(global(name), value);
const lose = (places: Places): Code => w.code(set(places, 'lost', w.number(1)), w.RETURN);

/** (kind, address, size, old, nearest, owner): an event, as long as there is room. */
function append(places: Places): NewFunction {
  const { events, functions } = places;
  const fields = [0, 1, 2, 3, 4, 5];
  const at = fields.length;
  const start = w.number(eventsStart(functions));
  return {
    params: fields.map(() => I32),
    results: [],
    locals: [I32],
    code: w.code(
      w.when(w.atLeast(get(places, 'events'), w.number(MAX_EVENTS)), lose(places)),
      w.setLocal(at, w.add(w.multiply(get(places, 'events'), w.number(EVENT_BYTES)), start)),
      w.when(
        w.greaterThan(w.add(w.local(at), w.number(EVENT_BYTES)), memoryBytes(events)),
        w.when(w.equal(w.memoryGrow(events, w.number(STEP)), w.number(-1)), lose(places)),
      ),
      ...fields.map((field) => w.store(events, w.local(at), w.local(field), field * 4)),
      set(places, 'events', w.add(get(places, 'events'), w.number(1))),
    ),
  };
}

/** (address, size): the map covers a new block. */
function mark(places: Places): NewFunction {
  const { map } = places;
  const [address, size, end] = [0, 1, 2];
  return {
    params: [I32, I32],
    results: [],
    locals: [I32],
    code: w.code(
      w.when(w.isZero(w.local(size)), w.RETURN),
      w.setLocal(end, w.add(w.local(address), w.local(size))),
      w.when(
        w.lessThan(w.memorySize(map), w.memorySize(0)),
        w.drop(w.memoryGrow(map, w.subtract(w.memorySize(0), w.memorySize(map)))),
      ),
      // No allocator gives what lies beyond memory; a wrong reading of its parameters might say so.
      w.when(
        w.or(w.lessThan(w.local(end), w.local(address)), w.greaterThan(w.local(end), memoryBytes(map))),
        lose(places),
      ),
      w.storeByte(map, w.local(address), w.number(FIRST_BYTE)),
      w.memoryFill(
        map,
        w.add(w.local(address), w.number(1)),
        w.number(OTHER_BYTE),
        w.subtract(w.local(size), w.number(1)),
      ),
    ),
  };
}

/** (address): the block that begins there is gone from the map; where none does, nothing happens. */
function unmark({ map }: Places): NewFunction {
  const address = 0;
  const isInside = w.lessThan(w.local(address), memoryBytes(map));
  const isMarked = (as: number): Code => w.equal(w.loadByte(map, w.local(address)), w.number(as));
  const clearByte = w.code(
    w.storeByte(map, w.local(address), w.number(0)),
    w.setLocal(address, w.add(w.local(address), w.number(1))),
  );
  return {
    params: [I32],
    results: [],
    locals: [],
    code: w.code(
      w.when(w.isZero(isInside), w.RETURN),
      w.when(w.isZero(isMarked(FIRST_BYTE)), w.RETURN),
      clearByte,
      w.whilst(w.either(isInside, isMarked(OTHER_BYTE), w.number(0)), clearByte),
    ),
  };
}

/** (kind, address, size, old): what a hooked function did. An address of 0 is none. */
function record(places: Places): NewFunction {
  const { runtime } = places;
  const [kind, address, size, old] = [0, 1, 2, 3];
  const isKind = (one: number): Code => w.equal(w.local(kind), w.number(one));
  const count = (name: GlobalName, one: number): Code =>
    set(places, name, w.add(get(places, name), isKind(one)));
  return {
    params: [I32, I32, I32, I32],
    results: [],
    locals: [],
    code: w.code(
      // Freeing nothing is nothing; a reallocation of nothing is an allocation.
      w.when(isKind(KIND.free), w.when(w.isZero(w.local(old)), w.RETURN)),
      w.when(
        isKind(KIND.reallocate),
        w.when(w.isZero(w.local(old)), w.setLocal(kind, w.number(KIND.allocate))),
      ),
      // What failed changed nothing.
      w.when(
        w.or(isKind(KIND.free), w.local(address)),
        w.when(w.local(old), w.call(runtime('unmark'), w.local(old))),
        w.when(w.local(address), w.call(runtime('mark'), w.local(address), w.local(size))),
        count('allocations', KIND.allocate),
        count('frees', KIND.free),
        count('reallocations', KIND.reallocate),
        set(places, 'bytes', w.add64(get(places, 'bytes'), w.to64(w.local(size)))),
      ),
      w.call(
        runtime('append'),
        ...[kind, address, size, old].map((parameter) => w.local(parameter)),
        get(places, 'nearest'),
        get(places, 'owner'),
      ),
    ),
  };
}

/** Writes the header, and gives where address and length of everything stand. */
function take(places: Places): NewFunction {
  const { map, events, functions } = places;
  const [at, end, live] = [0, 1, 2];
  const put = (offset: number, value: Code): Code => w.store(events, w.number(0), value, offset);
  const eventBytes = w.multiply(get(places, 'events'), w.number(EVENT_BYTES));
  const listBytes = w.add(eventBytes, w.number(eventsStart(functions) - LIST_START));
  return {
    params: [],
    results: [I32],
    locals: [I32, I32, I64],
    code: w.code(
      w.setLocal(end, memoryBytes(map)),
      // Each byte of the map that a block covers has one bit set.
      w.whilst(
        w.lessThan(w.local(at), w.local(end)),
        w.setLocal(live, w.add64(w.local(live), w.ones64(w.load64(map, w.local(at))))),
        w.setLocal(at, w.add(w.local(at), w.number(8))),
      ),
      put(0, w.number(LIST_START)),
      put(4, w.shiftRight(listBytes, w.number(3))),
      put(HEADER.events, get(places, 'events')),
      put(HEADER.lost, get(places, 'lost')),
      put(HEADER.allocations, get(places, 'allocations')),
      put(HEADER.frees, get(places, 'frees')),
      put(HEADER.reallocations, get(places, 'reallocations')),
      put(HEADER.live, w.to32(w.local(live))),
      put(HEADER.pages, w.memorySize(0)),
      w.store64(events, w.number(0), get(places, 'bytes'), HEADER.bytes),
      w.number(0),
    ),
  };
}

/** Forgets the events, but not who lives, nor the counters. */
const clear = (places: Places): NewFunction => ({
  params: [],
  results: [],
  locals: [],
  code: set(places, 'events', w.number(0)),
});
