import { calledExport } from '@wasmgate/contracts/point-metrics';
import type { MemoryJson } from '@wasmgate/contracts/memory';
import { parseSymbol, functionLabel, type WasmModule } from '@wasmgate/wasm-model';
import type { Asked, PhaseFigures } from '../replay/replay.ts';
import type { TracedPhase } from '../run/job.ts';
import { functionName } from './inconclusive.ts';

export type Figures = NonNullable<MemoryJson['figures']>;
export type Phase = Figures['phases'][number];
type Leak = Figures['leaks'][number];

const PAGE_BYTES = 65_536;
/** Functions that a report names in each phase. */
const MOST_FUNCTIONS = 20;

/** A phase with its figures. */
export interface Measured extends TracedPhase {
  readonly figures: PhaseFigures;
}

/** The phases up to the last first call, as the report has them. */
export function phasesOf(
  measured: readonly Measured[],
  calls: readonly string[],
  named: WasmModule,
): Phase[] {
  let lowest = Infinity;
  return measured.flatMap(({ kind, call, figures }) => {
    if (kind !== 'instance' && kind !== 'initialize' && kind !== 'call') return [];
    lowest = Math.min(lowest, figures.span?.start ?? Infinity);
    const name =
      kind === 'instance' ? 'first_instance' : kind === 'initialize' ? kind : (calls[call ?? 0] ?? '');
    return [phaseOf(name, figures, lowest, named)];
  });
}

function phaseOf(phase: string, figures: PhaseFigures, lowest: number, named: WasmModule): Phase {
  const [le_64 = 0, le_256 = 0, le_1024 = 0, le_4096 = 0, larger = 0] = figures.bySize;
  const { allocations, frees, reallocations, asked, pages } = figures;
  const crateOf = (index: number | null): string | null =>
    index === null ? null : (parseSymbol(functionLabel(named, index))?.crate ?? null);
  const crates = new Map<string | null, { allocations: number; bytes: number }>();
  for (const one of asked) {
    const crate = crateOf(one.function);
    const sum = crates.get(crate) ?? { allocations: 0, bytes: 0 };
    crates.set(crate, { allocations: sum.allocations + one.allocations, bytes: sum.bytes + one.bytes });
  }
  const askedBy = (one: Asked): Phase['functions'][number] => ({
    function: one.function === null ? null : functionName(named, one.function),
    crate: crateOf(one.function),
    allocations: one.allocations,
    bytes: one.bytes,
  });
  return {
    phase,
    allocations,
    frees,
    reallocations,
    by_size: { le_64, le_256, le_1024, le_4096, larger },
    allocated_bytes: figures.bytes,
    live_bytes: figures.liveBytes,
    live_blocks: figures.liveBlocks,
    peak_live_bytes: figures.peakLiveBytes,
    pages,
    growth: figures.growth.map((growth) => ({ ...growth })),
    waste_bytes: lowest === Infinity ? null : pages * PAGE_BYTES - lowest - figures.liveBytes,
    functions: asked.slice(0, MOST_FUNCTIONS).map(askedBy),
    crates: [...crates]
      .map(([crate, sum]) => ({ crate, ...sum }))
      .toSorted((a, b) => b.bytes - a.bytes || b.allocations - a.allocations),
  };
}

/** Live bytes after each invocation was made `times` more, and as many again. */
export function leaksOf(
  measured: readonly Measured[],
  calls: readonly string[],
  times: number,
  mayLeak: Readonly<Record<string, string>>,
  named: WasmModule,
): Leak[] {
  return calls.flatMap((invocation, call) => {
    const [first, again] = measured.filter((phase) => phase.kind === 'repeat' && phase.call === call);
    if (first === undefined || again === undefined) return [];
    const left = Math.max(0, again.figures.liveBytes - first.figures.liveBytes);
    const by = mostGrown(first.figures.liveByOwner, again.figures.liveByOwner);
    return [
      {
        invocation,
        calls: times,
        live_bytes: first.figures.liveBytes,
        live_bytes_again: again.figures.liveBytes,
        leaked_bytes_per_call: Math.ceil(left / times),
        function: left === 0 || by === null ? null : functionName(named, by),
        reason: mayLeak[calledExport(invocation)] ?? null,
      },
    ];
  });
}

/** Who has more bytes than before, the one with most more. */
function mostGrown(
  before: ReadonlyMap<number | null, number>,
  after: ReadonlyMap<number | null, number>,
): number | null {
  let most = 0;
  let by: number | null = null;
  for (const [owner, bytes] of after) {
    const grown = bytes - (before.get(owner) ?? 0);
    if (grown <= most) continue;
    most = grown;
    by = owner;
  }
  return by;
}

/** The mixed workload: of the span that its blocks had, how much none of them covered when most bytes lived. */
export function workloadOf(
  { span, ...figures }: PhaseFigures,
  { allocator, seed }: { readonly allocator: string; readonly seed: number },
): Figures['workload'] {
  if (span === null) return null;
  const spanBytes = span.end - span.start;
  const { allocations, frees, reallocations, peakLiveBytes, growth } = figures;
  return {
    allocator,
    seed,
    allocations,
    frees,
    reallocations,
    peak_live_bytes: peakLiveBytes,
    span_bytes: spanBytes,
    pages_grown: growth.reduce((sum, { pages }) => sum + pages, 0),
    fragmentation_pct: Math.round((1 - Math.min(1, peakLiveBytes / spanBytes)) * 10_000) / 100,
  };
}
