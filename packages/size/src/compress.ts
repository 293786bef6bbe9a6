import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const gzipBytes = promisify(gzip);
const brotliBytes = promisify(brotliCompress);

/** Lengths after compression, in bytes; null when nothing was compressed. */
export interface CompressedSizes {
  readonly gzip_bytes: number | null;
  readonly brotli_bytes: number | null;
}

/** What stands for lengths that nobody asked for. */
export const NOT_COMPRESSED: CompressedSizes = { gzip_bytes: null, brotli_bytes: null };

/** What a web server or a CDN would send: gzip at level 9 and brotli at quality 11, with the defaults otherwise. */
export async function compressedSizes(bytes: Uint8Array): Promise<CompressedSizes> {
  const [zipped, brotli] = await Promise.all([
    gzipBytes(bytes, { level: constants.Z_BEST_COMPRESSION }),
    brotliBytes(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
    }),
  ]);
  return { gzip_bytes: zipped.length, brotli_bytes: brotli.length };
}
