import {
  EVENT_BYTES,
  eventsStart,
  HEADER,
  KIND,
  LIST_START,
  NOBODY,
  STRAYS,
} from '../instrument/event-layout.ts';

/** What happened, as the guest told it. Addresses and sizes are in bytes; `caller` and `owner` index functions, null: the host. */
export type Event =
  | (Asked & { readonly kind: 'allocate'; readonly address: number; readonly size: number })
  | (Asked & { readonly kind: 'free'; readonly address: number })
  | (Asked & {
      readonly kind: 'reallocate';
      readonly old: number;
      readonly address: number;
      readonly size: number;
    })
  | {
      readonly kind: 'grow';
      readonly pages: number;
      readonly before: number;
      readonly function: number | null;
    };

interface Asked {
  readonly caller: number | null;
  readonly owner: number | null;
}

/** What the guest counted by itself, since it began. */
export interface GuestCounts {
  readonly allocations: number;
  readonly frees: number;
  readonly reallocations: number;
  readonly bytes: number;
  /** Bytes that live blocks cover. */
  readonly live: number;
}

/** A function that wrote outside of every block, and the highest address that it wrote to so. */
export interface Stray {
  readonly function: number;
  readonly address: number;
}

/** The words of one phase. */
export interface PhaseTrace {
  readonly events: readonly Event[];
  readonly counts: GuestCounts;
  /** Pages of linear memory at its end. */
  readonly pages: number;
  /** Events were lost: there were more than there is room for, or an address beyond memory. */
  readonly isLost: boolean;
  /** Since the instance began. */
  readonly strays: readonly Stray[];
}

/** Reads what an instrumented module of so many functions wrote; see event-layout.ts. */
export function readTrace(words: Buffer, functions: number): PhaseTrace {
  const at = (offset: number): number => words.readUInt32LE(offset - LIST_START);
  const start = eventsStart(functions);
  const events = Array.from({ length: at(HEADER.events) }, (_, index) =>
    readEvent((field) => at(start + index * EVENT_BYTES + field * 4)),
  );
  const strays: Stray[] = [];
  for (let index = 0; index < functions; index++) {
    const address = at(STRAYS + index * 4);
    if (address > 0) strays.push({ function: index, address });
  }
  return {
    events,
    counts: {
      allocations: at(HEADER.allocations),
      frees: at(HEADER.frees),
      reallocations: at(HEADER.reallocations),
      bytes: Number(words.readBigUInt64LE(HEADER.bytes - LIST_START)),
      live: at(HEADER.live),
    },
    pages: at(HEADER.pages),
    isLost: at(HEADER.lost) !== 0,
    strays,
  };
}

function readEvent(field: (index: number) => number): Event {
  const [kind, address, size, old] = [field(0), field(1), field(2), field(3)];
  const asked = { caller: functionOf(field(4)), owner: functionOf(field(5)) };
  switch (kind) {
    case KIND.allocate:
      return { kind: 'allocate', address, size, ...asked };
    case KIND.free:
      return { kind: 'free', address: old, ...asked };
    case KIND.reallocate:
      return { kind: 'reallocate', old, address, size, ...asked };
    case KIND.grow:
      return { kind: 'grow', pages: size, before: address, function: old === 1 ? null : field(4) };
    default:
      throw new RangeError(`an event of kind ${kind}`);
  }
}

const functionOf = (index: number): number | null => (index === NOBODY ? null : index);
