import { join } from 'node:path';
import { WasmgateError } from '@wasmgate/contracts/errors';
import { writeFileAtomic } from '@wasmgate/contracts/json-file';
import { PAGES_DIR } from '@wasmgate/contracts/layout';
import type { SubjectFolder } from '@wasmgate/contracts/workspace';
import { subjectPage } from '../page/subject-page.ts';
import { readByHand } from '../reports/read-reports.ts';
import type { Reports } from '../reports/reports.ts';
import type { Accepted } from './git-history.ts';
import { metricLines } from './metric-lines.ts';
import { workspacePage } from './workspace-page.ts';

/** Writes a page of each subject and one over all of them into a folder of the workspace, and gives the path of the latter. */
export function writePages(
  root: string,
  subjects: readonly SubjectFolder[],
  history: readonly Accepted[],
): string {
  const all = subjects.map((subject) => {
    const reports = readOrNull(subject);
    const file = `${subject.name}.html`;
    return {
      name: subject.name,
      file,
      reports: reports && { ...reports, history: metricLines(history, subject.name) },
    };
  });
  for (const { file, reports } of all) {
    if (reports !== null) writeFileAtomic(join(root, PAGES_DIR, file), subjectPage(reports));
  }
  const index = join(PAGES_DIR, 'index.html');
  writeFileAtomic(join(root, index), workspacePage(all));
  return index;
}

/** What one subject's reports are must not keep the others from being shown. */
function readOrNull(subject: SubjectFolder): Reports | null {
  try {
    return readByHand(subject);
  } catch (error) {
    if (error instanceof WasmgateError) return null;
    throw error;
  }
}
