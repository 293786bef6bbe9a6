import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { kilobytes, readWasmInput, type Input } from '@wasmgate/cli-kit';
import { budgetFinding, checkBudgets } from '@wasmgate/contracts/budget';
import { InputError } from '@wasmgate/contracts/errors';
import { verdictOf, type Finding } from '@wasmgate/contracts/finding';
import type { SizeJson, StageSize } from '@wasmgate/contracts/size';
import { ARTIFACTS } from '@wasmgate/contracts/subject';
import { readWasm } from '@wasmgate/wasm-model';
import { measureStage } from './measure-stage.ts';

/** What the measurement needs to know of the machine. */
export interface SizeOptions {
  /** See `compressorId`. */
  readonly compressor: string;
  /** Called before each file is measured: compressing a large one takes seconds. */
  readonly onStage?: (artifact: string) => void;
}

/**
 * Measures a file, or both stages of a subject. Budgets apply where there is a wasmgate.json: in a subject, or given
 * by `--config`. Errors (exit 2): what is missing or no .wasm.
 */
export async function measureSize(input: Input, options: SizeOptions): Promise<SizeJson> {
  // Both files are checked before either is compressed.
  const shippedInput = { artifact: input.label, ...readStage(input.file) };
  const unoptimizedInput =
    input.kind === 'subject'
      ? { artifact: ARTIFACTS.unoptimized, ...readStage(unoptimizedFile(input.subject.dir)) }
      : null;
  options.onStage?.(shippedInput.artifact);
  const shipped = await measureStage(shippedInput);
  let unoptimized: StageSize | null = null;
  if (unoptimizedInput !== null) {
    options.onStage?.(unoptimizedInput.artifact);
    unoptimized = await measureStage(unoptimizedInput);
  }
  const metrics = {
    wasm_size_raw_kb: kilobytes(shipped.raw_bytes),
    wasm_size_gzip_kb: kilobytes(shipped.gzip_bytes),
    wasm_size_brotli_kb: kilobytes(shipped.brotli_bytes),
  };
  const budgets = checkBudgets(input.config?.budgets, metrics);
  const findings = budgets.map(budgetFinding).filter((finding): finding is Finding => finding !== null);
  return {
    schema_version: 1,
    subject: input.subject?.name ?? null,
    artifact: shipped.artifact,
    artifact_sha256: shipped.sha256,
    kind: shippedInput.binary.kind,
    raw_bytes: shipped.raw_bytes,
    gzip_bytes: shipped.gzip_bytes,
    brotli_bytes: shipped.brotli_bytes,
    attributed_bytes: shipped.attributed_bytes,
    ...metrics,
    sections: shipped.sections,
    stages: { unoptimized, shipped },
    compressor: options.compressor,
    budgets,
    verdict: verdictOf(findings),
    findings,
  };
}

function readStage(file: string) {
  const { bytes, parsed } = readWasmInput(file, readWasm);
  return { bytes, binary: parsed };
}

function unoptimizedFile(subjectDir: string): string {
  const file = join(subjectDir, ARTIFACTS.unoptimized);
  if (existsSync(file)) return file;
  throw new InputError(`${file}: does not exist, though ${ARTIFACTS.shipped} does`, {
    fix: 'run the task that makes it: npx turbo run build',
  });
}
