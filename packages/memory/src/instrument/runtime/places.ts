import { memorySize, number, number64, shiftLeft, type Code } from '../assembler.ts';
import { NOBODY } from '../event-layout.ts';

/** Globals that instrumentation adds. All i32 and mutable, but `bytes`, an i64. */
export const GLOBALS = [
  /** 1 while a hooked function is at work. */
  'isAllocating',
  /** The nearest function of the stack that has a name; NOBODY: the host. */
  'nearest',
  /** The nearest one that is no plumbing of the standard library. */
  'owner',
  'events',
  'lost',
  'allocations',
  'frees',
  'reallocations',
  'bytes',
] as const;
export type GlobalName = (typeof GLOBALS)[number];

/** What a global begins with. */
export const initialValue = (name: GlobalName): Code => {
  if (name === 'bytes') return number64(0);
  return number(name === 'nearest' || name === 'owner' ? NOBODY : 0);
};

/** Functions that instrumentation adds, in this order, before those that the host calls. */
export const RUNTIME = [
  'checkAddress',
  'checkI32',
  'checkI64',
  'checkF32',
  'checkF64',
  'checkV128',
  'checkRange',
  'grow',
  'append',
  'mark',
  'unmark',
  'record',
  'take',
  'clear',
] as const;
export type RuntimeName = (typeof RUNTIME)[number];

/** Where what was added stands in the index spaces of the module. */
export interface Places {
  readonly global: (name: GlobalName) => number;
  readonly runtime: (name: RuntimeName) => number;
  /** Memory that says of each byte of linear memory whether a live block covers it: see FIRST_BYTE. */
  readonly map: number;
  /** See event-layout.ts. */
  readonly events: number;
  /** Functions of the module. */
  readonly functions: number;
}

/** What the map says of the first byte of a block, and of its others: one bit each, so that bits can be counted. */
export const FIRST_BYTE = 2;
export const OTHER_BYTE = 1;

const PAGE_BITS = 16;

/** Length of a memory, for one of less than 4 GiB. */
export const memoryBytes = (memory: number): Code => shiftLeft(memorySize(memory), number(PAGE_BITS));
