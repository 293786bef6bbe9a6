import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readWasmInput, type Input } from '@wasmgate/cli-kit';
import { kilobytes } from '@wasmgate/contracts/kilobytes';
import { InputError } from '@wasmgate/contracts/errors';
import { verdictOf } from '@wasmgate/contracts/finding';
import { sizeSettings, type SizeSettings } from '@wasmgate/contracts/settings/size';
import type { SizeJson, StageSize } from '@wasmgate/contracts/size';
import { ARTIFACTS } from '@wasmgate/contracts/layout';
import { readWasm, type WasmBinary } from '@wasmgate/wasm-model';
import { analyseAccepted, analyseInput, sideFor } from './analyse-input.ts';
import type { Analysis } from './breakdown/make-breakdown.ts';
import { diffSizes } from './diff/diff-sizes.ts';
import { growthFindings } from './growth-findings.ts';
import { measureStage } from './measure-stage.ts';

/** What the measurement needs to know of the machine, and how much is asked of it. */
export interface SizeOptions {
  /** See `compressorId`. */
  readonly compressor: string;
  /** False leaves gzip and brotli out: brotli 11 takes most of the time. */
  readonly compress?: boolean;
  /** Items of each list of the breakdown; default LISTED. */
  readonly limit?: number | undefined;
  /** A file to compare with instead of what was accepted. */
  readonly against?: Analysis | undefined;
  /** Called before each file is measured: compressing a large one takes seconds. */
  readonly onStage?: (artifact: string) => void;
}

const kb = (bytes: number | null): number | null => (bytes === null ? null : kilobytes(bytes));

/** A report, and what it was made from. */
export interface Measured {
  readonly report: SizeJson;
  readonly analysis: Analysis;
}

/**
 * Measures a file, or both stages of a subject, and compares a subject with what was accepted for it. Errors (exit 2): what is missing or no .wasm.
 */
export async function measureSize(input: Input<SizeSettings>, options: SizeOptions): Promise<Measured> {
  const { compress = true, compressor, limit, against, onStage } = options;
  // Every file is checked before one is compressed.
  const { bytes, parsed: analysis } = analyseInput(input, limit);
  const shippedInput = { artifact: input.label, bytes, binary: analysis.binary, compress };
  const unoptimizedInput =
    input.kind === 'subject' ? { ...readUnoptimized(input.subject.dir), compress } : null;
  const sides = sidesOf(input, analysis, against);
  const diff = sides === null ? null : diffSizes(sides.old, sides.now, limit);
  onStage?.(shippedInput.artifact);
  const shipped = await measureStage(shippedInput);
  let unoptimized: StageSize | null = null;
  if (unoptimizedInput !== null) {
    onStage?.(unoptimizedInput.artifact);
    unoptimized = await measureStage(unoptimizedInput);
  }
  const metrics = {
    wasm_size_raw_kb: kilobytes(shipped.raw_bytes),
    wasm_size_gzip_kb: kb(shipped.gzip_bytes),
    wasm_size_brotli_kb: kb(shipped.brotli_bytes),
  };
  const findings = diff === null ? [] : growthFindings(diff);
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
    compressor: compress ? compressor : 'none',
    verdict: verdictOf(findings),
    findings,
  };
  return { report, analysis };
}

function sidesOf(input: Input<unknown>, analysis: Analysis, against: Analysis | undefined) {
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
  const { bytes, parsed } = readWasmInput(file, readWasm);
  return { artifact: ARTIFACTS.unoptimized, bytes, binary: parsed };
}
