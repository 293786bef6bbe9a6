import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { compressorId } from '@wasmgate/contracts/environment';
import { brotliQuality, compressedSizes } from '../src/compress.ts';
import { program } from './wasm-bytes.ts';

const text = Array.from({ length: 4000 }, (_, index) => `${(index * index) % 977} `).join('');

const quality = (level: number) => ({ params: { [constants.BROTLI_PARAM_QUALITY]: level } });

it('is the length of gzip -9 and of brotli 11', async () => {
  const bytes = program(text);
  const sizes = await compressedSizes(bytes, { quality: 11 });
  expect(sizes).toEqual({
    gzip_bytes: gzipSync(bytes, { level: 9 }).length,
    brotli_bytes: brotliCompressSync(bytes, quality(11)).length,
  });
  expect(sizes.gzip_bytes).toBeLessThan(gzipSync(bytes, { level: 1 }).length);
  expect(sizes.brotli_bytes).toBeLessThan(brotliCompressSync(bytes, quality(5)).length);
});

it('is that of another quality where the best would take minutes', async () => {
  expect([0, 16 * 1024 ** 2, 16 * 1024 ** 2 + 1, 1024 ** 3].map((bytes) => brotliQuality(bytes))).toEqual([
    11, 11, 9, 9,
  ]);
  const bytes = program(text);
  const shares: number[] = [];
  const sizes = await compressedSizes(bytes, { quality: 9, onProgress: (share) => shares.push(share) });
  expect(sizes.brotli_bytes).toBe(brotliCompressSync(bytes, quality(9)).length);
  expect(shares.at(-1)).toBe(1);
});

it('names the compressors and the architecture', () => {
  expect(compressorId({ zlib: '1.3.1', brotli: '1.1.0' }, 'x64')).toBe('zlib 1.3.1 / brotli 1.1.0 / x64');
  expect(compressorId({}, 'arm64')).toBe('zlib unknown / brotli unknown / arm64');
});
