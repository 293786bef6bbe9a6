import { WasmtimeError } from './errors.ts';
import type { Literal } from './invocation.ts';

/** The integer types, with their ranges. Core i32 and i64 take both readings, as the text format does. */
const ranges = {
  s8: [-(2n ** 7n), 2n ** 7n - 1n],
  u8: [0n, 2n ** 8n - 1n],
  s16: [-(2n ** 15n), 2n ** 15n - 1n],
  u16: [0n, 2n ** 16n - 1n],
  s32: [-(2n ** 31n), 2n ** 31n - 1n],
  u32: [0n, 2n ** 32n - 1n],
  s64: [-(2n ** 63n), 2n ** 63n - 1n],
  u64: [0n, 2n ** 64n - 1n],
  i32: [-(2n ** 31n), 2n ** 32n - 1n],
  i64: [-(2n ** 63n), 2n ** 64n - 1n],
} as const;

export type IntegerType = keyof typeof ranges;

/** @throws WasmtimeError `arguments` for anything but an integer in range. */
export function integerFrom(literal: Literal, type: IntegerType): bigint {
  if (literal.type !== 'number' || !/^-?\d+$/.test(literal.text)) throw mismatch(literal, type);
  const value = BigInt(literal.text);
  const [min, max] = ranges[type];
  if (value < min || value > max) {
    throw new WasmtimeError('arguments', `${literal.text} does not fit ${type} (${min} to ${max})`);
  }
  return value;
}

/** @throws WasmtimeError `arguments` for anything but a number. */
export function floatFrom(literal: Literal, type: 'f32' | 'f64'): number {
  if (literal.type !== 'number') throw mismatch(literal, type);
  if (literal.text === 'nan') return Number.NaN;
  if (/^-?inf$/.test(literal.text)) return literal.text === 'inf' ? Infinity : -Infinity;
  return Number(literal.text);
}

/** The error for a literal of the wrong kind. */
export function mismatch(literal: Literal, expected: string): WasmtimeError {
  const shown = literal.type === 'number' ? literal.text : `a ${literal.type}`;
  return new WasmtimeError('arguments', `expected ${expected}, got ${shown}`);
}

/**
 * A literal as JavaScript hands it to a parameter of a core function.
 * @throws WasmtimeError `arguments`, or `unsupported` for a parameter that is not a number.
 */
export function coreValueFrom(literal: Literal, type: string): number | bigint {
  switch (type) {
    case 'i32':
      return Number(BigInt.asIntN(32, integerFrom(literal, type)));
    case 'i64':
      return BigInt.asIntN(64, integerFrom(literal, type));
    case 'f32':
    case 'f64':
      return floatFrom(literal, type);
    default:
      throw new WasmtimeError('unsupported', `a parameter of type ${type} is not a number`);
  }
}
