/** z of a two-sided 95 % interval. */
const Z = 1.959964;

/**
 * Wilson's score interval for a share, at 95 % ("Probable Inference, the Law of Succession, and Statistical Inference", JASA
 * 22(158), 1927). Throws RangeError on no runs.
 */
export function wilsonInterval(hits: number, runs: number): readonly [low: number, high: number] {
  if (!(runs > 0 && hits >= 0 && hits <= runs)) throw new RangeError(`${hits} of ${runs} is no share`);
  const share = hits / runs;
  const shrink = 1 + Z ** 2 / runs;
  const centre = share + Z ** 2 / (2 * runs);
  const spread = Z * Math.sqrt((share * (1 - share)) / runs + Z ** 2 / (4 * runs ** 2));
  return [Math.max(0, (centre - spread) / shrink), Math.min(1, (centre + spread) / shrink)];
}
