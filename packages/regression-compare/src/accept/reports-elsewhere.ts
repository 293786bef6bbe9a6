import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { buildReport } from '@wasmgate/contracts/build';
import { InputError } from '@wasmgate/contracts/errors';
import { readJson } from '@wasmgate/contracts/json-file';
import { REPORT_DIR } from '@wasmgate/contracts/layout';
import type { Report } from '@wasmgate/contracts/report';
import type { SubjectFolder } from '@wasmgate/contracts/workspace';
import type { Reports } from '../compare/subject/measurement.ts';
import { readReports, type InputProblem } from '../read-reports.ts';

const FIX =
  'give the folder that the reports of one run were unpacked to: its target/wasm-bench/*.json, of each subject';

/**
 * The folder with a subject's reports below one that came from another machine, such as an artifact of CI, which keeps of the paths
 * what its pattern left; null when there is none.
 */
export function reportsFolder(from: string, root: string, { name, dir }: SubjectFolder): string | null {
  const below = [join(relative(root, dir), REPORT_DIR), join(name, REPORT_DIR), REPORT_DIR, name, '.'];
  const folders = below.map((path) => join(from, path));
  return folders.find((folder) => existsSync(join(folder, buildReport.file))) ?? null;
}

/** Reads the reports of a subject from such a folder. Errors (exit 2): they are not whole, or another subject's. */
export function readElsewhere(folder: string, subject: string): Reports {
  const problems: InputProblem[] = [];
  const reports = readReports(folder, problems, readIn);
  if (reports === null)
    throw new InputError(
      problems.map(({ message }) => message),
      { fix: FIX },
    );
  if (reports.build.subject === subject) return reports;
  throw new InputError(
    `${folder}: the reports are of ${JSON.stringify(reports.build.subject)}, not of ${subject}`,
    {
      fix: FIX,
    },
  );
}

function readIn<T>({ file, check }: Report<T>, folder: string): T {
  const path = join(folder, file);
  return check(path, readJson(path, { isArgument: true, fix: FIX }));
}
