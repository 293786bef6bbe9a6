/** Some three to five round values between two ends: steps of 1, 2 or 5 times a power of ten. */
export function niceTicks(from: number, to: number): number[] {
  const rough = (to - from) / 4;
  if (!(rough > 0) || !Number.isFinite(rough)) return [from];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((times) => times * power >= rough) ?? 10) * power;
  const ticks: number[] = [];
  for (let index = Math.ceil(from / step); index * step <= to && ticks.length < 10; index++)
    ticks.push(index * step);
  return ticks;
}
