import { join } from 'node:path';
import type { BuildJson } from '@wasmgate/contracts/build';
import { ARTIFACTS } from '@wasmgate/contracts/layout';
import { InputError } from '@wasmgate/contracts/errors';
import { sha256File } from '@wasmgate/contracts/sha256';
import { staleMessage, type InputProblem } from '../read-reports.ts';

/** Compares the bytes that lie there with the hashes in build.json: a report is worth what its bytes are. */
export function checkArtifacts(dir: string, build: BuildJson): InputProblem[] {
  const problems: InputProblem[] = [];
  const task = 'build';
  for (const [name, path] of Object.entries(ARTIFACTS) as [keyof typeof ARTIFACTS, string][]) {
    const found = sha256Of(join(dir, path));
    if (found === null) problems.push({ task, message: `${path} is missing; the task build makes it` });
    else if (found !== build.artifacts[name].sha256) {
      problems.push({ task, message: staleMessage({ file: 'build.json', task }, path) });
    }
  }
  if (build.artifact_sha256 !== build.artifacts.shipped.sha256) {
    problems.push({ task, message: 'build.json contradicts itself: artifact_sha256 is not that of shipped' });
  }
  return problems;
}

function sha256Of(file: string): string | null {
  try {
    return sha256File(file);
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}
