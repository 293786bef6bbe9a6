import { InputError } from '@wasmgate/contracts/errors';

/** clawft's own. */
const DEFAULT_THRESHOLD_PCT = 10;

/** The threshold from the command line, %: `10`, `2.5` or `10%`. Throws InputError (exit 2). */
export function parseThreshold(text: string | undefined): number {
  if (text === undefined) return DEFAULT_THRESHOLD_PCT;
  const threshold = Number(text.replace('%', ''));
  if (/^\d+(\.\d+)?%?$/.test(text) && Number.isFinite(threshold)) return threshold;
  const negative = /^-[\d.]+%?$/.test(text);
  throw new InputError(
    `THRESHOLD: expected a percentage from 0 upward, found ${JSON.stringify(text)}${negative ? ': a negative one would fail what got better' : ''}`,
    { fix: 'give how much worse a metric may be, such as 10 (the default) or 2.5%' },
  );
}
