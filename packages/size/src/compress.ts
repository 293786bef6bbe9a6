import { constants, createBrotliCompress, createGzip } from 'node:zlib';

/** Lengths after compression, in bytes; null when nothing was compressed. */
export interface CompressedSizes {
  readonly gzip_bytes: number | null;
  readonly brotli_bytes: number | null;
}

/** What stands for lengths that nobody asked for. */
export const NOT_COMPRESSED: CompressedSizes = { gzip_bytes: null, brotli_bytes: null };

/** brotli 11 takes some two seconds a megabyte: above this, minutes. */
const MAX_BEST_BYTES = 16 * 1024 * 1024;
/** What web servers send of files that they compress once. */
export const BEST_QUALITY: number = constants.BROTLI_MAX_QUALITY;
/** Within a tenth of 11, and twenty times as quick. */
const QUICK_QUALITY = 9;

/** What can be asked for. */
export const compressions = ['all', 'quick', 'none'] as const;
/** `quick` takes the quicker brotli for small files, too; `none` leaves gzip and brotli out. */
export type Compression = (typeof compressions)[number];

/** The quality of brotli that fits files of which the largest has so many bytes: one for all, so that they can be compared. */
export const brotliQuality = (largestBytes: number, how: Compression = 'all'): number =>
  how === 'quick' || largestBytes > MAX_BEST_BYTES ? QUICK_QUALITY : BEST_QUALITY;

/** What compressed, as far as lengths depend on it: a quality that is not the best is part of it. */
export const compressorAt = (compressor: string, quality: number): string =>
  quality === BEST_QUALITY ? compressor : `${compressor} / brotli quality ${quality}`;

/** How compressing goes. */
export interface CompressOptions {
  /** See `brotliQuality`. */
  readonly quality: number;
  /** Called as brotli, the slower one, gets on: how much of the file it has taken in, 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

/**
 * What a web server or a CDN would send: gzip at level 9 and brotli, with the defaults otherwise, side by side. Only lengths are
 * kept, and bytes go in at once: brotli's output depends on how much it sees first.
 */
export async function compressedSizes(
  bytes: Uint8Array,
  { quality, onProgress }: CompressOptions,
): Promise<CompressedSizes> {
  const brotli = createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: quality } });
  const [gzip_bytes, brotli_bytes] = await Promise.all([
    lengthThrough(createGzip({ level: constants.Z_BEST_COMPRESSION }), bytes),
    lengthThrough(brotli, bytes, () => onProgress?.(brotli.bytesWritten / bytes.length)),
  ]);
  return { gzip_bytes, brotli_bytes };
}

/** How many bytes come out of a compressor. */
function lengthThrough(
  compressor: NodeJS.ReadWriteStream,
  bytes: Uint8Array,
  onChunk: () => void = () => {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    let length = 0;
    compressor.on('data', (chunk: Uint8Array) => {
      length += chunk.length;
      onChunk();
    });
    compressor.on('end', () => resolve(length));
    compressor.on('error', reject);
    compressor.end(bytes);
  });
}
