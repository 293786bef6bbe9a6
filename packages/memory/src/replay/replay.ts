import { BlockMap } from './block-map.ts';
import type { Event, GuestCounts, PhaseTrace } from './read-trace.ts';
import { SIZE_CLASSES, sizeClass } from './size-classes.ts';

/** What a function asked for: the nearest of the stack that is no plumbing. Null: the host. */
export interface Asked {
  readonly function: number | null;
  /** Allocations and reallocations. */
  readonly allocations: number;
  /** Sizes of allocations, and what reallocations made larger. */
  readonly bytes: number;
}

/** A growth of linear memory: how many pages, and after how many of the phase's allocations and reallocations. */
export interface Growth {
  readonly pages: number;
  readonly after: number;
}

/** What happened to memory in one phase. */
export interface PhaseFigures {
  readonly allocations: number;
  readonly frees: number;
  readonly reallocations: number;
  /** Of allocations and reallocations, by what was asked for: see SIZE_CLASSES. */
  readonly bySize: readonly number[];
  /** Bytes that allocations and reallocations asked for. */
  readonly bytes: number;
  /** At its end. */
  readonly liveBytes: number;
  readonly liveBlocks: number;
  /** The most at any time in it, what was live before included. */
  readonly peakLiveBytes: number;
  /** Pages at its end. */
  readonly pages: number;
  readonly growth: readonly Growth[];
  /** Most bytes first. */
  readonly asked: readonly Asked[];
  /** Of the blocks that live at its end, by who asked for them. */
  readonly liveByOwner: ReadonlyMap<number | null, number>;
  /** From the lowest byte that a block had in it to the highest; null without one. */
  readonly span: { readonly start: number; readonly end: number } | null;
}

/** Why what was told cannot be all that happened. */
export type Problem =
  | { readonly kind: 'events_lost' }
  | {
      readonly kind: 'overlap' | 'freed_nothing';
      readonly address: number;
      readonly function: number | null;
    }
  | {
      readonly kind: 'counts_differ';
      readonly field: keyof GuestCounts;
      readonly guest: number;
      readonly replayed: number;
    }
  /** Written to outside of every block, above the lowest: memory that no allocator we know gave. */
  | { readonly kind: 'unaccounted_write'; readonly address: number; readonly function: number }
  /** Linear memory grew, and no allocator that we know had asked. */
  | { readonly kind: 'unaccounted_growth'; readonly function: number };

/** The figures of all phases of one instance, and the first thing that does not add up. */
export interface Replayed {
  readonly phases: readonly PhaseFigures[];
  readonly problem: Problem | null;
}

/** What memory.grow gives when there is no more. */
const NO_MORE = 0xffffffff;

/**
 * Does again what an instance told, phase by phase, and holds it against what the guest counted by itself and wrote to. Pure, and
 * apart from the instrumentation: nothing is taken from its counters.
 */
export function replay(traces: readonly PhaseTrace[]): Replayed {
  const blocks = new BlockMap();
  const totals = { allocations: 0, frees: 0, reallocations: 0, bytes: 0 };
  const problems: Problem[] = [];
  const phases = traces.map((trace) => {
    const phase = new PhaseReplay(blocks, problems);
    for (const event of trace.events) phase.take(event);
    const figures = phase.figures(trace.pages);
    for (const field of ['allocations', 'frees', 'reallocations', 'bytes'] as const) {
      totals[field] += figures[field];
    }
    if (trace.isLost) problems.push({ kind: 'events_lost' });
    problems.push(...differences(trace.counts, { ...totals, live: blocks.bytes }));
    return figures;
  });
  const lowest = Math.min(...phases.map(({ span }) => span?.start ?? Infinity));
  for (const stray of traces.at(-1)?.strays ?? []) {
    if (stray.address >= lowest) problems.push({ kind: 'unaccounted_write', ...stray });
  }
  return { phases, problem: problems[0] ?? null };
}

function differences(guest: GuestCounts, replayed: GuestCounts): Problem[] {
  const fields = Object.keys(replayed) as (keyof GuestCounts)[];
  return fields
    .filter((field) => guest[field] !== replayed[field])
    .map((field) => ({ kind: 'counts_differ', field, guest: guest[field], replayed: replayed[field] }));
}

/** An event that gives a block. */
type Giving = Extract<Event, { kind: 'allocate' | 'reallocate' }>;

class PhaseReplay {
  readonly #blocks: BlockMap;
  readonly #problems: Problem[];
  readonly #counts = { allocations: 0, frees: 0, reallocations: 0, bytes: 0 };
  readonly #bySize = Array.from({ length: SIZE_CLASSES.length + 1 }, () => 0);
  readonly #asked = new Map<number | null, { allocations: number; bytes: number }>();
  readonly #growth: Growth[] = [];
  #peak: number;
  #span: { start: number; end: number } | null = null;

  constructor(blocks: BlockMap, problems: Problem[]) {
    this.#blocks = blocks;
    this.#problems = problems;
    this.#peak = blocks.bytes;
  }

  take(event: Event): void {
    if (event.kind === 'grow') this.#grow(event);
    else if (event.kind === 'free') {
      this.#counts.frees++;
      this.#remove(event.address, event);
    } else if (event.address === 0) {
      // It failed: nothing changed.
    } else if (event.kind === 'allocate') {
      this.#counts.allocations++;
      this.#give(event, 0);
    } else {
      this.#counts.reallocations++;
      this.#give(event, this.#remove(event.old, event));
    }
  }

  figures(pages: number): PhaseFigures {
    const asked = [...this.#asked].map(([index, by]): Asked => ({ function: index, ...by }));
    return {
      ...this.#counts,
      bySize: this.#bySize,
      liveBytes: this.#blocks.bytes,
      liveBlocks: this.#blocks.count,
      peakLiveBytes: this.#peak,
      pages,
      growth: this.#growth,
      asked: asked.toSorted(
        (a, b) =>
          b.bytes - a.bytes || b.allocations - a.allocations || (a.function ?? -1) - (b.function ?? -1),
      ),
      liveByOwner: this.#blocks.bytesByOwner(),
      span: this.#span,
    };
  }

  #give(event: Giving, before: number): void {
    const { address, size } = event;
    const owner = ownerOf(event);
    if (!this.#blocks.add(address, size, owner)) {
      this.#problems.push({ kind: 'overlap', address, function: owner });
    }
    this.#counts.bytes += size;
    this.#bySize[sizeClass(size)] = (this.#bySize[sizeClass(size)] ?? 0) + 1;
    this.#peak = Math.max(this.#peak, this.#blocks.bytes);
    const { start = address, end = 0 } = this.#span ?? {};
    this.#span = { start: Math.min(start, address), end: Math.max(end, address + size) };
    const by = this.#asked.get(owner) ?? { allocations: 0, bytes: 0 };
    const grown = Math.max(0, size - before);
    this.#asked.set(owner, { allocations: by.allocations + 1, bytes: by.bytes + grown });
  }

  /** The size that the block had. */
  #remove(address: number, event: Exclude<Event, { kind: 'grow' }>): number {
    const size = this.#blocks.remove(address);
    if (size === undefined) {
      this.#problems.push({ kind: 'freed_nothing', address, function: ownerOf(event) });
    }
    return size ?? 0;
  }

  #grow({ pages, before, function: writer }: Extract<Event, { kind: 'grow' }>): void {
    if (before === NO_MORE || pages === 0) return;
    this.#growth.push({ pages, after: this.#counts.allocations + this.#counts.reallocations });
    if (writer !== null) this.#problems.push({ kind: 'unaccounted_growth', function: writer });
  }
}

/** Who asked: where all of the stack is plumbing, the nearest. */
const ownerOf = ({ owner, caller }: Exclude<Event, { kind: 'grow' }>): number | null => owner ?? caller;
