import { InputError } from '@wasmgate/contracts/errors';

/** A whole number from the command line, within bounds. Throws InputError (exit 2) naming it. */
export function integerArgument(
  name: string,
  text: string,
  { min, max }: { min: number; max: number },
): number {
  const value = /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= min && value <= max)) {
    throw new InputError(
      `${name}: expected a whole number from ${min} to ${max}, found ${JSON.stringify(text)}`,
    );
  }
  return value;
}
