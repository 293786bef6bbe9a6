import type { ArgsOf } from '@wasmgate/contracts/codes';

type Figures = Omit<ArgsOf<'startup_regressed'>, 'metric'>;

/** A same-run comparison in words: `+6.1 % [+5.2, +7.0], 16 rounds, null +-0.4 %`. */
export function comparisonText({ rounds, null_pct, ...change }: Figures): string {
  return `${changeText(change)}, ${rounds} rounds, null +-${null_pct.toFixed(1)} %`;
}

/** A change with its interval: `+6.1 % [+5.2, +7.0]`. */
export function changeText({
  change_pct,
  low_pct,
  high_pct,
}: Pick<Figures, 'change_pct' | 'low_pct' | 'high_pct'>): string {
  return `${signedPercent(change_pct)} % [${signedPercent(low_pct)}, ${signedPercent(high_pct)}]`;
}

/** Percent to a tenth, with its sign: `+6.1`. */
export function signedPercent(pct: number): string {
  const text = pct.toFixed(1);
  return Number(text) > 0 ? `+${text}` : text;
}
