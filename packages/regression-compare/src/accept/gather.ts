import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  BASELINE_VERSION,
  parseBaseline,
  type BaselineJson,
  type BaselineSubject,
} from '@wasmgate/contracts/baseline';
import { InputError } from '@wasmgate/contracts/errors';
import { nearest } from '@wasmgate/contracts/nearest';
import { jsonText, readText } from '@wasmgate/contracts/json-file';
import {
  ACCEPTED,
  ARTIFACTS,
  BASELINE_FILE,
  NATIVE_FOLDERS,
  NATIVE_MANIFEST,
  nativeFile,
} from '@wasmgate/contracts/layout';
import { MAX_BINARY_BYTES, readRegularFile } from '@wasmgate/contracts/read-file';
import type { SubjectFolder } from '@wasmgate/contracts/workspace';
import { acceptedFile, readWorkspaceFile } from '@wasmgate/contracts/workspace-file';
import { inputProblemError, readReports, type InputProblem } from '../read-reports.ts';
import type { Reports } from '../compare/subject/measurement.ts';
import { checkArtifacts } from '../verify/check-artifacts.ts';
import { checkNative } from '../verify/check-native.ts';
import { readElsewhere } from './reports-elsewhere.ts';
import { acceptableNames, planChanges, type Acceptance, type Change } from './plan.ts';

/** A file of the accepted artifacts that is not what would be accepted. */
export interface Copy {
  readonly from: string;
  readonly to: string;
}

/** What accepting would do to one subject. */
export interface SubjectPlan {
  readonly name: string;
  readonly changes: readonly Change[];
  readonly copies: readonly Copy[];
}

/** baseline.json as it stands, or as it would begin. */
export interface BaselineFile {
  readonly file: string;
  readonly text: string;
  readonly baseline: BaselineJson;
}

/** Reads the workspace's baseline.json; one without subjects when there is none yet. */
export function readBaselineFile(root: string): BaselineFile {
  const file = join(root, BASELINE_FILE);
  const empty: BaselineJson = { schema_version: BASELINE_VERSION, subjects: {} };
  if (!existsSync(file)) return { file, text: jsonText(empty), baseline: empty };
  const text = readText(file);
  return { file, text, baseline: parseBaseline(file, text) };
}

/** A subject, and the folder with its reports when they came from another machine. */
export interface Source {
  readonly subject: SubjectFolder;
  /** Null: they are the subject's own. */
  readonly reports: string | null;
}

/**
 * Plans for every subject given. Errors (exit 2): a report or artifact is missing or stale, of which subject and how
 * to make it; a name that no subject knows.
 */
export function planSubjects(
  sources: readonly Source[],
  { baseline }: BaselineFile,
  acceptance: Acceptance,
): SubjectPlan[] {
  const known = sources.map(({ subject, reports: folder }) => {
    const reports = folder === null ? readWhole(subject) : readElsewhere(folder, subject.name);
    const entry = Object.hasOwn(baseline.subjects, subject.name)
      ? baseline.subjects[subject.name]
      : undefined;
    return { subject, reports, entry: entry ?? {} };
  });
  const names = known.flatMap(({ entry, reports }) => [...acceptableNames(entry, reports, acceptance)]);
  refuseUnknown(acceptance.named ?? [], [...new Set(names)]);
  return known.map(({ subject, reports, entry }) => planOne(subject, reports, entry, acceptance));
}

/** Names every name that is none, so that one run is enough to correct them. */
function refuseUnknown(named: readonly string[], known: readonly string[]): void {
  const lines = named
    .filter((name) => !known.includes(name))
    .map((name) => {
      const meant = nearest(name, known);
      const question = meant === undefined ? '' : `; did you mean ${meant}?`;
      return `--accept ${JSON.stringify(name)}: nothing of that name was measured or accepted${question}`;
    });
  if (lines.length > 0) throw new InputError(lines, { fix: `the names are: ${known.join(', ')}` });
}

const whole = { maxBytes: MAX_BINARY_BYTES };

function planOne(
  { name, dir }: SubjectFolder,
  reports: Reports,
  entry: BaselineSubject,
  acceptance: Acceptance,
): SubjectPlan {
  const { named, set } = acceptance;
  const accepts = (what: string) => set === null && (named === null || named.includes(what));
  const copies = [
    ...(accepts('artifact') ? artifactFiles(dir) : []),
    ...(accepts('native') ? nativeFiles(dir, reports) : []),
  ].filter(
    ({ from, to }) => !existsSync(to) || !readWorkspaceFile(to, whole).equals(readRegularFile(from, whole)),
  );
  return { name, changes: planChanges(entry, reports, acceptance), copies };
}

/** What was built, and where it lies when it is accepted. */
export function artifactFiles(dir: string): Copy[] {
  return (['shipped', 'named'] as const).map((which) => ({
    from: join(dir, ARTIFACTS[which]),
    to: acceptedFile(dir, ACCEPTED[which]),
  }));
}

/** The programs of the host and, last, what says which they are. */
export function nativeFiles(dir: string, { startup }: Reports): Copy[] {
  const { built, accepted } = NATIVE_FOLDERS;
  const bins = (startup.native ?? []).map(({ bin }) => nativeFile('', bin));
  const files = bins.length === 0 ? [] : [...bins, NATIVE_MANIFEST];
  return files.map((file) => ({ from: join(dir, built, file), to: acceptedFile(dir, join(accepted, file)) }));
}

/** The reports of a subject, each of the very bytes that are there. Errors (exit 2): one is missing or stale, and how to make it. */
export function readWhole({ name, dir }: SubjectFolder): Reports {
  const problems: InputProblem[] = [];
  const reports = readReports(dir, problems);
  if (reports !== null) {
    problems.push(...checkArtifacts(dir, reports.build), ...checkNative(dir, reports.startup));
  }
  if (reports === null || problems.length > 0) throw inputProblemError(name, problems);
  return reports;
}
