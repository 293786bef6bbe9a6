import { compareMetric, LARGEST_FAMILY, type PairedRound } from '@wasmgate/startup-bench/compare-metric';
import { decide, isSuspect, type MetricStatus } from '@wasmgate/startup-bench/decide';
import type { Random } from '@wasmgate/startup-bench/random';
import type { Rounds } from './power-run.ts';

/**
 * The decision on one metric of the family, on noise that was measured: rounds drawn with replacement from one run on equal
 * files, another one for the second measuring (Efron, "Bootstrap Methods: Another Look at the Jackknife", Ann. Statist. 7(1),
 * 1979), the head made slower by `effect` (0.05: +5 %). A run is drawn whole, for noise comes and goes from run to run.
 */
export function resampled(runs: readonly Rounds[], effect: number, random: Random): MetricStatus {
  const attempt = () => compareMetric(drawn(runs, effect, random), LARGEST_FAMILY);
  const first = attempt();
  return decide(first, isSuspect(first) ? attempt() : null, false).status;
}

function drawn(runs: readonly Rounds[], effect: number, random: Random): PairedRound[] {
  const pick = <T>(items: readonly T[]): T => {
    const item = items[Math.floor(random() * items.length)];
    if (item === undefined) throw new RangeError('nothing to draw from');
    return item;
  };
  const run = pick(runs);
  return run.map(() => {
    const [head, baseline, again] = pick(run);
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
  const shares = { regressed: 0, improved: 0, pass: 0, unproven: 0 };
  for (let draw = 0; draw < draws; draw++) shares[resampled(runs, effect, random)] += 1 / draws;
  return shares;
}

/** The least effect that is called `regressed` at least `share` of the time, in steps; null: none up to `most`. */
export function leastDetectable(
  runs: readonly Rounds[],
  { share, step, most, draws }: { share: number; step: number; most: number; draws: number },
  random: Random,
): number | null {
  for (let effect = step; effect <= most + step / 2; effect += step) {
    if (statusShares(runs, effect, draws, random).regressed >= share) return effect;
  }
  return null;
}
