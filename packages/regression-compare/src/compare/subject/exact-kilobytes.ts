/**
 * kB (1,024 bytes) to four decimals: one decimal, as the seed keys have it, would let a small module's size jump
 * by more than its tolerance when one byte changes the rounding.
 */
export function exactKilobytes(bytes: number): number {
  return Math.round((bytes / 1024) * 1e4) / 1e4;
}
