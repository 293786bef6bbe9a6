/*
 * The memory that instrumentation keeps for itself, in bytes. It is read as a list of u64, so that a component can hand it out
 * (canonical ABI, "Lifting": address and length of a list lie where the function's result points).
 *
 *   0  address and length of all that follows, as the canonical ABI wants them
 *   8  header: u32 counters, see HEADER
 *   SELVES  per hooked function the last value of its parameter `self`
 *   STRAYS  per function the highest address it wrote to outside of every block
 *   then    events
 */

/** Fields of the header, u32 each, by their offset. */
export const HEADER = {
  events: 8,
  /** Not 0: events were lost, there were more than there is room for. */
  lost: 12,
  allocations: 16,
  frees: 20,
  reallocations: 24,
  /** Bytes that live blocks cover by the guest's own map. */
  live: 28,
  pages: 32,
  /** All bytes asked for, u64. */
  bytes: 40,
} as const;

export const LIST_START = 8;
export const SELVES = 48;
/** More functions than all known allocators have. */
export const MAX_ENTRIES = 128;
export const STRAYS = SELVES + MAX_ENTRIES * 4;

/** Where events begin in a module of so many functions. */
export const eventsStart = (functions: number): number => (STRAYS + functions * 4 + 7) & ~7;

/** u32 each: kind, address, size, old address, nearest function, its owner. */
export const EVENT_BYTES = 24;

/** What an event tells; `grow`: of linear memory. */
export const KIND = { allocate: 1, free: 2, reallocate: 3, grow: 4 } as const;

/** Events between two readings: 48 MB. */
export const MAX_EVENTS = 2_000_000;

/** No function: the host called. */
export const NOBODY = 0xffffffff;

/** Exports that instrumentation adds; `events` is the memory, for core modules. */
export const EXPORTS = {
  take: 'wasmgate-take',
  clear: 'wasmgate-clear',
  allocate: 'wasmgate-allocate',
  free: 'wasmgate-free',
  reallocate: 'wasmgate-reallocate',
  events: 'wasmgate-events',
} as const;
