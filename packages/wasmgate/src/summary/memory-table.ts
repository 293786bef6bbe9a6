import type { MemoryJson } from '@wasmgate/contracts/memory';
import { FIRST_INSTANCE } from '@wasmgate/contracts/point-metrics';
import { formatBytes } from '@wasmgate/words';
import { markdownText } from './markdown-text.ts';

type Phase = NonNullable<MemoryJson['figures']>['phases'][number];

/** Heads of the columns of `memoryRow`. */
export const memoryHeads = [
  'memory',
  'a start asks for',
  'calls ask for',
  'peak',
  'pages',
  'leaked a call',
  'fragmentation',
] as const;

/** What a subject allocates, in a row: figures, or why there are none. */
export function memoryRow(name: string, { figures, off }: MemoryJson): string[] {
  const without = (why: string): string[] => [markdownText(name), why, ...memoryHeads.slice(2).map(() => '')];
  if (off !== null) return without(`not counted: ${markdownText(off, 120)}`);
  if (figures === null) return without('inconclusive');
  const { phases, leaks, workload } = figures;
  const leaked = leaks.reduce((sum, leak) => sum + leak.leaked_bytes_per_call, 0);
  return [
    markdownText(name),
    askedText(phases.filter(isOfStart)),
    askedText(phases.filter((phase) => !isOfStart(phase))),
    formatBytes(Math.max(...phases.map((phase) => phase.peak_live_bytes))),
    String(phases.at(-1)?.pages ?? ''),
    leaks.length === 0 ? '' : formatBytes(leaked),
    workload === null ? '' : `${workload.fragmentation_pct} %`,
  ];
}

/** Until something may be called; a command's main function is a call. */
const isOfStart = ({ phase }: Phase): boolean => phase === FIRST_INSTANCE || phase === 'initialize';

function askedText(phases: readonly Phase[]): string {
  if (phases.length === 0) return '';
  const sum = (of: (phase: Phase) => number): number => phases.reduce((all, phase) => all + of(phase), 0);
  const times = sum(({ allocations, reallocations }) => allocations + reallocations);
  return `${formatBytes(sum((phase) => phase.allocated_bytes))} in ${times.toLocaleString('en-US')}`;
}
