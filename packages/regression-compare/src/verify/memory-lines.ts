import { cell, type Paint } from '@wasmgate/cli-kit';
import type { Finding } from '@wasmgate/contracts/finding';
import { metricNameOf } from '@wasmgate/contracts/finding';
import { heapPoints } from '@wasmgate/contracts/heap-metrics';
import type { MemoryJson } from '@wasmgate/contracts/memory';
import { printable } from '@wasmgate/contracts/printable';
import { formatBytes } from '@wasmgate/words';

type Phase = NonNullable<MemoryJson['figures']>['phases'][number];

/** Functions that are named under a failure. */
const MOST_FUNCTIONS = 3;

/** What memory.json has to say: what each phase asks for, what lives in the end, the workload. */
export function memoryLines({ figures, off }: MemoryJson, paint: Paint): string[] {
  if (off !== null) return [paint('dim', `not counted: ${printable(off, 200)}`)];
  if (figures === null) return [paint('warn', 'inconclusive')];
  const { phases, workload, leaks } = figures;
  const last = phases.at(-1);
  const lines = phases.map(
    (phase) =>
      `${cell(phase.phase, 60)}: ${formatBytes(phase.allocated_bytes)} in ${askedText(phase)}, peak ${formatBytes(phase.peak_live_bytes)}`,
  );
  if (last !== undefined) {
    const leaking = leaks.filter(({ leaked_bytes_per_call: bytes }) => bytes > 0).length;
    const leak =
      leaks.length === 0 ? '' : leaking === 0 ? ', no leak' : `, ${leaking} of ${leaks.length} calls leak`;
    lines.push(`${formatBytes(last.live_bytes)} live after that in ${last.pages} pages${leak}`);
  }
  if (workload !== null) {
    lines.push(
      `${workload.allocations} mixed allocations: ${workload.fragmentation_pct} % fragmentation, peak ${formatBytes(workload.peak_live_bytes)}`,
    );
  }
  return lines;
}

/** Who asked for memory, in lines of their own under a failure that is about what a phase asks for; else nothing. */
export function allocationsUnder(failure: Pick<Finding, 'args'>, { figures }: MemoryJson): string {
  const metric = metricNameOf(failure);
  const phase = figures?.phases.find((_, index) => metric === heapPoints(figures.phases).bytes[index]);
  if (phase === undefined) return '';
  return phase.functions
    .slice(0, MOST_FUNCTIONS)
    .map(
      (one) =>
        `\n  ${formatBytes(one.bytes)} in ${one.allocations} by ${cell(one.function ?? 'the host', 100)}${one.crate === null ? '' : `, crate ${cell(one.crate, 40)}`}`,
    )
    .join('');
}

const askedText = ({ allocations, reallocations }: Phase): string =>
  [
    counted(allocations, 'allocation'),
    ...(reallocations === 0 ? [] : [counted(reallocations, 'reallocation')]),
  ].join(' and ');

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
