/** Kilobytes (1,024 bytes) to one decimal: how wasmgate's `_kb` metrics are made. */
export function kilobytes(bytes: number): number {
  return Math.round((bytes / 1024) * 10) / 10;
}
