import { WasmgateError } from '@wasmgate/contracts/errors';
import { listSubjects } from '@wasmgate/contracts/list-subjects';
import { memoryReport, type MemoryJson } from '@wasmgate/contracts/memory';
import { regressionReport, type RegressionJson } from '@wasmgate/contracts/regression';
import { sizeReport, type SizeJson } from '@wasmgate/contracts/size';
import { readResults, type SubjectResult } from '../verify-all/read-results.ts';

/** What is told of one subject: what the gate said, and the reports that have its figures. */
export interface ToldSubject extends SubjectResult {
  readonly regression: RegressionJson | null;
  readonly size: SizeJson | null;
  readonly memory: MemoryJson | null;
}

/** Reads what can be read of every subject of a workspace: a report that is absent or damaged is null. */
export function readSubjects(root: string): ToldSubject[] {
  const subjects = listSubjects(root);
  return readResults(subjects).map((result, index) => {
    const dir = subjects[index]?.dir ?? '';
    return {
      ...result,
      regression: orNull(() => regressionReport.read(dir)),
      size: orNull(() => sizeReport.read(dir)),
      memory: orNull(() => memoryReport.read(dir)),
    };
  });
}

function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof WasmgateError) return null;
    throw error;
  }
}
