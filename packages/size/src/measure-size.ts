import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Countdown, readWasmInput, type Input, type Progress } from '@wasmgate/cli-kit';
import { kilobytes } from '@wasmgate/contracts/kilobytes';
import { InputError } from '@wasmgate/contracts/errors';
import { verdictOf } from '@wasmgate/contracts/finding';
import { sizeSettings, type SizeSettings } from '@wasmgate/contracts/settings/size';
import type { SizeJson, StageSize } from '@wasmgate/contracts/size';
import { ARTIFACTS } from '@wasmgate/contracts/layout';
import { readWellFormed, type WasmBinary } from '@wasmgate/wasm-model';
import { analyseAccepted, analyseInput, sideFor } from './analyse-input.ts';
import type { Analysis } from './breakdown/make-breakdown.ts';
import { diffSizes } from './diff/diff-sizes.ts';
import { growthFindings } from './growth-findings.ts';
import { optimizerFindings } from './optimizer-findings.ts';
import {
  BEST_QUALITY,
  brotliQuality,
  compressorAt,
  type CompressOptions,
  type Compression,
} from './compress.ts';
import { measureStage, type StageInput } from './measure-stage.ts';

/** What the measurement needs to know of the machine, and how much is asked of it. */
export interface SizeOptions {
  /** See `compressorId`. */
  readonly compressor: string;
  /** Default `all`: brotli takes most of the time. */
  readonly compress?: Compression;
  /** Items of each list of the breakdown; default LISTED. */
  readonly limit?: number | undefined;
  /** A file to compare with instead of what was accepted. */
  readonly against?: Analysis | undefined;
  /** Told what is compressed, and how far that is: a large file takes seconds. */
  readonly progress?: Pick<Progress, 'step' | 'tick'>;
}

const kb = (bytes: number | null): number | null => (bytes === null ? null : kilobytes(bytes));

/** A report, and what it was made from. */
export interface Measured {
  readonly report: SizeJson;
  readonly analysis: Analysis;
  /** What was compared; null: there was nothing to compare with. */
  readonly sides: Sides | null;
}

/** The two files of a comparison. */
export interface Sides {
  readonly old: Analysis;
  readonly now: Analysis;
}

/**
 * Measures a file, or both stages of a subject, and compares a subject with what was accepted for it. Errors (exit 2): what is missing or no .wasm.
 */
export async function measureSize(input: Input<SizeSettings>, options: SizeOptions): Promise<Measured> {
  const { compress = 'all', compressor, limit, against } = options;
  // Every file is checked before one is compressed.
  const { bytes, parsed: analysis } = analyseInput(input, limit);
  const shippedFile = { artifact: input.label, bytes, binary: analysis.binary };
  const unoptimizedFile = input.kind === 'subject' ? readUnoptimized(input.subject.dir) : null;
  const sides = sidesOf(input, analysis, against);
  const diff = sides === null ? null : diffSizes(sides.old, sides.now, limit);
  const quality = brotliQuality(Math.max(bytes.length, unoptimizedFile?.bytes.length ?? 0), compress);
  const measure = (file: Omit<StageInput, 'compress'>): Promise<StageSize> =>
    measureStage({ ...file, compress: compress === 'none' ? null : compressOptions(file, quality, options) });
  const [shipped, unoptimized] = await Promise.all([
    measure(shippedFile),
    unoptimizedFile === null ? null : measure(unoptimizedFile),
  ]);
  const metrics = {
    wasm_size_raw_kb: kilobytes(shipped.raw_bytes),
    wasm_size_gzip_kb: kb(shipped.gzip_bytes),
    wasm_size_brotli_kb: kb(shipped.brotli_bytes),
  };
  const findings = [
    ...optimizerFindings(unoptimized, shipped),
    ...(diff === null ? [] : growthFindings(diff)),
  ];
  const report: SizeJson = {
    schema_version: 1,
    settings_sha256: input.settings && sizeSettings.sha256(input.settings),
    subject: input.subject?.name ?? null,
    artifact: shipped.artifact,
    artifact_sha256: shipped.sha256,
    kind: analysis.binary.kind,
    raw_bytes: shipped.raw_bytes,
    gzip_bytes: shipped.gzip_bytes,
    brotli_bytes: shipped.brotli_bytes,
    attributed_bytes: shipped.attributed_bytes,
    ...metrics,
    sections: shipped.sections,
    stages: { unoptimized, shipped },
    breakdown: analysis.breakdown,
    diff,
    compressor: compress === 'none' ? 'none' : compressorAt(compressor, quality),
    ...(compress === 'none' ? {} : { brotli_quality: quality }),
    verdict: verdictOf(findings),
    findings,
  };
  return { report, analysis, sides };
}

function compressOptions(
  { artifact, bytes }: Pick<StageInput, 'artifact' | 'bytes'>,
  quality: number,
  { progress, compress }: SizeOptions,
): CompressOptions {
  const what = `compressing ${artifact}: gzip 9 and brotli ${quality}`;
  if (quality < BEST_QUALITY && compress !== 'quick') {
    progress?.step(`${what}, for brotli ${BEST_QUALITY} would take minutes (${bytes.length} bytes)`);
  }
  const countdown = new Countdown(1, (text) => progress?.tick(text));
  countdown.show(what);
  return {
    quality,
    onProgress: (share) => {
      countdown.done(share);
      countdown.show(`${what}, ${Math.floor(100 * share)} %`);
    },
  };
}

function sidesOf(input: Input<unknown>, analysis: Analysis, against: Analysis | undefined): Sides | null {
  if (against !== undefined) return { old: against, now: sideFor(against, analysis, input) };
  const accepted = input.kind === 'subject' ? analyseAccepted(input.subject.dir) : null;
  return accepted === null ? null : { old: accepted.old, now: accepted.now ?? analysis };
}

function readUnoptimized(subjectDir: string): { artifact: string; bytes: Uint8Array; binary: WasmBinary } {
  const file = join(subjectDir, ARTIFACTS.unoptimized);
  if (!existsSync(file)) {
    throw new InputError(`${file}: does not exist, though ${ARTIFACTS.shipped} does`, {
      fix: 'run the task that makes it: npx turbo run build',
    });
  }
  const { bytes, parsed } = readWasmInput(file, readWellFormed);
  return { artifact: ARTIFACTS.unoptimized, bytes, binary: parsed };
}
