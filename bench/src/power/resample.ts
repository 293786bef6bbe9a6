import { compareMetric, type PairedRound } from '@wasmgate/startup-bench/compare-metric';
import { decideMetric, isSuspect, type MetricStatus } from '@wasmgate/startup-bench/decide';
import { LARGEST_FAMILY } from '@wasmgate/startup-bench/family';
import { shuffled, type Random } from '@wasmgate/startup-bench/random';
import type { Rounds } from './power-run.ts';

/**
 * The decision on one metric of the family, on noise that was measured: rounds drawn with replacement from one run on equal
 * files, another one for the second measuring (Efron, "Bootstrap Methods: Another Look at the Jackknife", Ann. Statist. 7(1),
 * 1979), the head made slower by `effect` (0.05: +5 %). A run is drawn whole, for noise comes and goes from run to run. In each round the
 * three figures are shuffled: the files were equal, and what one run happened to favour is not to be a finding.
 */
function resampled(runs: readonly Rounds[], effect: number, random: Random): MetricStatus {
  const attempt = () => compareMetric(drawn(runs, effect, random), LARGEST_FAMILY);
  const first = attempt();
  return decideMetric(first, isSuspect(first) ? attempt() : null, false).status;
}

function drawn(runs: readonly Rounds[], effect: number, random: Random): PairedRound[] {
  const pick = <T>(items: readonly T[]): T => {
    const item = items[Math.floor(random() * items.length)];
    if (item === undefined) throw new RangeError('nothing to draw from');
    return item;
  };
  const run = pick(runs);
  return run.map(() => {
    const [head = 0, baseline = 0, again = 0] = shuffled(pick(run), random);
    return { head: head * (1 + effect), baseline, again };
  });
}

/** How often each status comes, as shares of `draws`. */
export function statusShares(
  runs: readonly Rounds[],
  effect: number,
  draws: number,
  random: Random,
): Readonly<Record<MetricStatus, number>> {
  const counts = { regressed: 0, improved: 0, pass: 0, unproven: 0 };
  for (let draw = 0; draw < draws; draw++) counts[resampled(runs, effect, random)]++;
  const share = (status: MetricStatus): number => counts[status] / draws;
  return {
    regressed: share('regressed'),
    improved: share('improved'),
    pass: share('pass'),
    unproven: share('unproven'),
  };
}

/**
 * The least effect that is called `regressed` at least `share` of the time, in steps; null: none up to `most`. Halves the range,
 * for a larger effect is found more often.
 */
export function leastDetectable(
  runs: readonly Rounds[],
  { share, step, most, draws }: { share: number; step: number; most: number; draws: number },
  random: Random,
): number | null {
  const isFound = (steps: number): boolean =>
    statusShares(runs, steps * step, draws, random).regressed >= share;
  let [missed, found] = [0, Math.round(most / step)];
  if (!isFound(found)) return null;
  while (found - missed > 1) {
    const middle = (missed + found) >> 1;
    if (isFound(middle)) found = middle;
    else missed = middle;
  }
  return found * step;
}
