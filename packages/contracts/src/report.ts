import { join } from 'node:path';
import type { CheckFindings } from './check-findings.ts';
import { checkJson, jsonText, readJson, writeJson, type JsonShape } from './json-file.ts';
import { REPORT_DIR } from './layout.ts';
import type { Validate } from './validate.ts';
import { sha256 } from './sha256.ts';

/** How one report is read, checked and written. */
export interface Report<T> {
  /** File name, such as size.json. */
  readonly file: string;
  /** The turbo task that writes it. */
  readonly task: string;
  path(subjectDir: string): string;
  /** Reads and checks. Errors (exit 2) name file, JSON path, expectation and the task that makes the file. */
  read(subjectDir: string): T;
  /** Checks a document that did not come from a file; `from` names where it came from. */
  check(from: string, data: unknown): T;
  /** Checks and writes atomically to the subject's report folder, or to `file`. */
  write(subjectDir: string, report: T): void;
  writeTo(file: string, report: T): void;
  /** The text that `--json` prints: checked too. */
  text(report: T): string;
  /** SHA-256 of that text. */
  sha256(report: T): string;
}

/** What differs from one report to another. */
interface Options extends Pick<JsonShape, 'isCompact'> {
  /** How to get a file that can be read. */
  readonly fix?: string;
}

/**
 * Ties a report's file name and task to its schema, and to what `problem` finds in a document that fits the schema. `fix` says how
 * the file is made, where that is not the task.
 */
export function defineReport<T>(
  file: string,
  task: string,
  validate: Validate,
  problem?: CheckFindings,
  { fix = `run the task that makes it: npx turbo run ${task}`, isCompact = false }: Options = {},
): Report<T> {
  const shape: JsonShape = { validate, isCompact, ...(problem === undefined ? {} : { problem }) };
  const path = (subjectDir: string) => join(subjectDir, REPORT_DIR, file);
  const check = (from: string, data: unknown) => checkJson<T>(from, data, shape, fix);
  const text = (report: T) => jsonText(check(file, JSON.parse(jsonText(report))), shape);
  return {
    file,
    task,
    path,
    check,
    read: (subjectDir) => check(path(subjectDir), readJson(path(subjectDir), { fix })),
    write: (subjectDir, report) => writeJson(path(subjectDir), report, shape),
    writeTo: (target, report) => writeJson(target, report, shape),
    text,
    sha256: (report) => sha256(text(report)),
  };
}
