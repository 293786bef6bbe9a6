/**
 * The exact interval of Clopper and Pearson for a share ("The Use of Confidence or Fiducial Limits Illustrated in the Case of
 * the Binomial", Biometrika 26(4), 1934): the shares under which `hits` of `runs` or something farther out is no rarer than
 * (1 - confidence) / 2. Throws RangeError on no runs.
 */
export function shareInterval(
  hits: number,
  runs: number,
  confidence = 0.95,
): readonly [low: number, high: number] {
  if (!(runs > 0 && hits >= 0 && hits <= runs)) throw new RangeError(`${hits} of ${runs} is no share`);
  const tail = (1 - confidence) / 2;
  const low = hits === 0 ? 0 : bisect((share) => 1 - atMost(hits - 1, runs, share) < tail);
  const high = hits === runs ? 1 : bisect((share) => atMost(hits, runs, share) > tail);
  return [low, high];
}

/** The share in [0, 1] up to which `holds` is true. */
function bisect(holds: (share: number) => boolean): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** P(X <= hits) of a binomial distribution. */
function atMost(hits: number, runs: number, share: number): number {
  let logWays = 0;
  let sum = 0;
  for (let k = 0; k <= hits; k++) {
    if (k > 0) logWays += Math.log(runs - k + 1) - Math.log(k);
    sum += Math.exp(logWays + k * Math.log(share) + (runs - k) * Math.log1p(-share));
  }
  return sum;
}
