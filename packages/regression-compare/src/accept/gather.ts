import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  BASELINE_VERSION,
  parseBaseline,
  type BaselineJson,
  type BaselineSubject,
} from '@wasmgate/contracts/baseline';
import { InputError } from '@wasmgate/contracts/errors';
import { jsonText, readText } from '@wasmgate/contracts/json-file';
import { METRICS } from '@wasmgate/contracts/metrics';
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

/**
 * Plans for every subject given. Errors (exit 2): a report or artifact is missing or stale, of which subject and how
 * to make it; a name that no subject knows.
 */
export function planSubjects(
  subjects: readonly SubjectFolder[],
  { baseline }: BaselineFile,
  acceptance: Acceptance,
): SubjectPlan[] {
  const known = subjects.map((subject) => {
    const reports = readWhole(subject);
    const entry = Object.hasOwn(baseline.subjects, subject.name)
      ? baseline.subjects[subject.name]
      : undefined;
    return { subject, reports, entry: entry ?? {} };
  });
  const names = new Set([
    ...METRICS.filter(({ kind }) => kind === 'native').map(({ name }) => name),
    ...known.flatMap(({ entry, reports }) => [...acceptableNames(entry, reports)]),
  ]);
  const unknown = acceptance.named?.find((name) => !names.has(name));
  if (unknown !== undefined) {
    throw new InputError(
      `--accept ${JSON.stringify(unknown)}: nothing of that name was measured or accepted`,
      {
        fix: `the names are: ${[...names].join(', ')}`,
      },
    );
  }
  return known.map(({ subject, reports, entry }) => planOne(subject, reports, entry, acceptance));
}

const whole = { maxBytes: MAX_BINARY_BYTES };

function planOne(
  { name, dir }: SubjectFolder,
  reports: Reports,
  entry: BaselineSubject,
  acceptance: Acceptance,
): SubjectPlan {
  const acceptsArtifact = acceptance.named === null || acceptance.named.includes('artifact');
  const artifacts = (['shipped', 'named'] as const).map((which) => ({
    from: join(dir, ARTIFACTS[which]),
    to: acceptedFile(dir, ACCEPTED[which]),
  }));
  const acceptsNative = acceptance.named === null || acceptance.named.includes('native');
  const copies = [
    ...(acceptsArtifact ? artifacts : []),
    ...(acceptsNative ? nativeFiles(dir, reports) : []),
  ].filter(
    ({ from, to }) => !existsSync(to) || !readWorkspaceFile(to, whole).equals(readRegularFile(from, whole)),
  );
  return { name, changes: planChanges(entry, reports, acceptance), copies };
}

/** The programs of the host and, last, what says which they are. */
function nativeFiles(dir: string, { startup }: Reports): Copy[] {
  const { built, accepted } = NATIVE_FOLDERS;
  const bins = (startup.native ?? []).map(({ bin }) => nativeFile('', bin));
  const files = bins.length === 0 ? [] : [...bins, NATIVE_MANIFEST];
  return files.map((file) => ({ from: join(dir, built, file), to: acceptedFile(dir, join(accepted, file)) }));
}

function readWhole({ name, dir }: SubjectFolder): Reports {
  const problems: InputProblem[] = [];
  const reports = readReports(dir, problems);
  if (reports !== null) {
    problems.push(...checkArtifacts(dir, reports.build), ...checkNative(dir, reports.startup));
  }
  if (reports === null || problems.length > 0) throw inputProblemError(name, problems);
  return reports;
}
