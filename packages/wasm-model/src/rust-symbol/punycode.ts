const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const MAX_CHARS = 128;

function digitOf(code: number): number {
  if (code >= 0x61 && code <= 0x7a) return code - 0x61;
  if (code >= 0x30 && code <= 0x39) return code - 0x30 + 26;
  return -1;
}

function adapt(delta: number, length: number, first: boolean): number {
  let rest = Math.floor(delta / (first ? 700 : 2));
  rest += Math.floor(rest / length);
  let k = 0;
  while (rest > ((BASE - T_MIN) * T_MAX) / 2) {
    rest = Math.floor(rest / (BASE - T_MIN));
    k += BASE;
  }
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}

/**
 * Decodes Punycode (RFC 3492) whose basic part and deltas are already apart.
 * Null for invalid input and for results over 128 characters, which no identifier has.
 */
export function decodePunycode(basic: string, deltas: string): string | null {
  const chars = [...basic];
  let codePoint = 0x80;
  let index = 0;
  let bias = 72;
  let at = 0;
  let first = true;
  while (at < deltas.length) {
    const before = index;
    let weight = 1;
    for (let k = BASE; ; k += BASE) {
      const digit = at < deltas.length ? digitOf(deltas.charCodeAt(at++)) : -1;
      if (digit < 0) return null;
      index += digit * weight;
      const threshold = Math.min(Math.max(k - bias, T_MIN), T_MAX);
      if (digit < threshold) break;
      weight *= BASE - threshold;
      if (weight > Number.MAX_SAFE_INTEGER || index > Number.MAX_SAFE_INTEGER) return null;
    }
    if (chars.length >= MAX_CHARS) return null;
    const length = chars.length + 1;
    bias = adapt(index - before, length, first);
    first = false;
    codePoint += Math.floor(index / length);
    index %= length;
    if (codePoint > 0x10ffff || (codePoint >= 0xd800 && codePoint <= 0xdfff)) return null;
    chars.splice(index++, 0, String.fromCodePoint(codePoint));
  }
  return chars.join('');
}
