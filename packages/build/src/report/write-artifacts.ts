import { statSync } from 'node:fs';
import { join } from 'node:path';
import { buildReport, type BuildJson } from '@wasmgate/contracts/build';
import { EnvironmentError } from '@wasmgate/contracts/errors';
import { writeFileAtomic } from '@wasmgate/contracts/json-file';
import { ARTIFACTS } from '@wasmgate/contracts/layout';
import type { Stages } from '../stages/derive-stages.ts';

/**
 * Writes the artifacts and then build.json. turbo only warns of a missing output and caches its absence, so each is seen
 * to be there, whole, before the report says so. Throws EnvironmentError (exit 3).
 */
export function writeArtifacts(subjectDir: string, stages: Stages, report: BuildJson): void {
  // A report that breaks its schema must not leave artifacts behind that no report speaks of.
  buildReport.text(report);
  for (const [name, path] of Object.entries(ARTIFACTS)) {
    writeFileAtomic(join(subjectDir, path), stages[name as keyof Stages]);
  }
  for (const [name, path] of Object.entries(ARTIFACTS)) {
    const expected = stages[name as keyof Stages].length;
    const found = statSync(join(subjectDir, path), { throwIfNoEntry: false })?.size;
    if (found === expected) continue;
    throw new EnvironmentError(
      `${path}: expected ${expected} bytes, found ${found ?? 'no file'} after writing`,
      {
        fix: 'see what else writes to this folder, then build again',
      },
    );
  }
  buildReport.write(subjectDir, report);
}
