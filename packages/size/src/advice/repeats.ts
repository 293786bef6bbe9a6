/** Bytes that stand somewhere before as well. */
export interface Repeat {
  readonly start: number;
  readonly end: number;
  /** Where they stand first. */
  readonly first: number;
}

/** Bytes compared at a time: what repeats is found when it holds a whole block, at a multiple of its length. */
const BLOCK = 32;
/** Shorter repeats are as often chance, and nobody's table. */
const MIN_REPEAT = 256;
const BASE = 16_777_619;

/**
 * Finds what stands twice in `bytes`, longest match first found, none overlapping another, in linear time: blocks of the part already
 * passed are known by a rolling hash (Karp and Rabin, 1987; as rsync does), and a match is grown in both directions. Blocks of
 * one byte alone are no content.
 */
export function findRepeats(bytes: Uint8Array): Repeat[] {
  const known = new Map<number, number>();
  const repeats: Repeat[] = [];
  let lead = 1;
  for (let power = 1; power < BLOCK; power++) lead = Math.imul(lead, BASE);
  let [hash, filled, free] = [0, 0, 0];
  for (let at = 0; at < bytes.length; at++) {
    if (filled === BLOCK) hash = (hash - Math.imul(bytes[at - BLOCK] as number, lead)) | 0;
    else filled++;
    hash = (Math.imul(hash, BASE) + (bytes[at] as number)) | 0;
    if (filled < BLOCK) continue;
    const start = at - BLOCK + 1;
    const first = known.get(hash);
    if (first !== undefined && first + BLOCK <= start && start >= free) {
      const repeat = grow(bytes, first, start, free);
      if (repeat !== null) {
        repeats.push(repeat);
        free = repeat.end;
      }
    }
    // Only what is no repeat itself is remembered: a third copy repeats the first.
    if (start % BLOCK === 0 && start >= free && first === undefined && !isUniform(bytes, start))
      known.set(hash, start);
  }
  return repeats;
}

function grow(bytes: Uint8Array, first: number, start: number, free: number): Repeat | null {
  const shift = start - first;
  let [from, to] = [start, start];
  while (to < bytes.length && bytes[to] === bytes[to - shift]) to++;
  while (from > free && from - shift > 0 && bytes[from - 1] === bytes[from - 1 - shift]) from--;
  // A run that overlaps its own copy is a pattern, not a copy.
  from = Math.max(from, to - shift);
  return to - from >= MIN_REPEAT ? { start: from, end: to, first: from - shift } : null;
}

function isUniform(bytes: Uint8Array, start: number): boolean {
  for (let at = start + 1; at < start + BLOCK; at++) if (bytes[at] !== bytes[start]) return false;
  return true;
}
