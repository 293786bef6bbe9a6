import { existsSync, rmSync } from 'node:fs';
import { WasmgateError } from '@wasmgate/contracts/errors';
import { verifyReport, type VerifyJson } from '@wasmgate/contracts/verify';
import type { SubjectFolder } from '@wasmgate/contracts/workspace';
import { wasMeasured } from './was-measured.ts';

/** What the gate said of a subject; null: it did not get that far. */
export interface SubjectResult {
  readonly name: string;
  readonly report: VerifyJson | null;
  /** See `wasMeasured`. */
  readonly isMeasured: boolean | null;
}

/** Removes what an earlier run said, so that it cannot be taken for what this one says. */
export function forgetResults(subjects: readonly SubjectFolder[]): void {
  for (const { dir } of subjects) rmSync(verifyReport.path(dir), { force: true });
}

/** Reads each subject's verify.json; one that is absent or invalid counts as not finished. */
export function readResults(subjects: readonly SubjectFolder[]): SubjectResult[] {
  return subjects.map(({ name, dir }) => ({
    name,
    report: readOrNull(dir),
    isMeasured: wasMeasured(dir),
  }));
}

function readOrNull(dir: string): VerifyJson | null {
  if (!existsSync(verifyReport.path(dir))) return null;
  try {
    return verifyReport.read(dir);
  } catch (error) {
    if (error instanceof WasmgateError) return null;
    throw error;
  }
}
