import type { ArgsOf } from '@wasmgate/contracts/codes';

/** A same-run comparison in words: `+6.1 % [+5.2, +7.0], 16 rounds, null +-0.4 %`. */
export function comparisonText({
  change_pct,
  low_pct,
  high_pct,
  rounds,
  null_pct,
}: Omit<ArgsOf<'startup_regressed'>, 'metric'>): string {
  const interval = `[${signed(low_pct)}, ${signed(high_pct)}]`;
  return `${signed(change_pct)} % ${interval}, ${rounds} rounds, null +-${null_pct.toFixed(1)} %`;
}

function signed(pct: number): string {
  const text = pct.toFixed(1);
  return Number(text) > 0 ? `+${text}` : text;
}
