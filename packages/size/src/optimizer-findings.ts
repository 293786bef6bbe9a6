import { finding, type FindingOf } from '@wasmgate/contracts/finding';
import type { StageSize } from '@wasmgate/contracts/size';

type Compressed = Pick<StageSize, 'gzip_bytes' | 'brotli_bytes'>;

/**
 * Says that wasm-opt made larger what is sent: less code is not always fewer bytes after compression, for what it inlines, reorders
 * and merges repeats less.
 */
export function optimizerFindings(
  unoptimized: Compressed | null,
  shipped: Compressed,
): FindingOf<'optimizer_grew'>[] {
  if (unoptimized === null) return [];
  const [gzip, brotli] = [
    (shipped.gzip_bytes ?? 0) - (unoptimized.gzip_bytes ?? 0),
    (shipped.brotli_bytes ?? 0) - (unoptimized.brotli_bytes ?? 0),
  ];
  if (gzip <= 0 && brotli <= 0) return [];
  return [
    finding('optimizer_grew', {
      ...(gzip > 0 && { gzip_delta_bytes: gzip }),
      ...(brotli > 0 && { brotli_delta_bytes: brotli }),
    }),
  ];
}
