import { buildReport, type BuildJson } from '@wasmgate/contracts/build';
import { InputError, WasmgateError } from '@wasmgate/contracts/errors';
import { featuresReport, type FeaturesJson } from '@wasmgate/contracts/features';
import { memoryReport } from '@wasmgate/contracts/memory';
import type { Report } from '@wasmgate/contracts/report';
import { sizeReport } from '@wasmgate/contracts/size';
import { startupReport } from '@wasmgate/contracts/startup';
import type { Reports } from './compare/subject/measurement.ts';

/** A report that cannot be used, and the task that makes it anew. */
export interface InputProblem {
  readonly task: string;
  /** What is wrong, and with which file. */
  readonly message: string;
}

/** Names every problem at once, and one command that mends them all. */
export function inputProblemError(subject: string, problems: readonly InputProblem[]): InputError {
  const lines = problems.map(({ message }) => message);
  const tasks = [...new Set(problems.map(({ task }) => task))].join(' ');
  return new InputError(lines, { fix: `npx turbo run ${tasks} --filter=${subject}` });
}

/** How a report is read from a folder; throws a WasmgateError when it cannot be used. */
type ReadReport = <T>(report: Report<T>, dir: string) => T;

const ofSubject: ReadReport = (report, dir) => report.read(dir);

/** Reads a report; what is wrong with it goes to `problems`, and the answer is null. */
export function tryRead<T>(
  report: Report<T>,
  dir: string,
  problems: InputProblem[],
  read: ReadReport = ofSubject,
): T | null {
  try {
    return read(report, dir);
  } catch (error) {
    if (!(error instanceof WasmgateError)) throw error;
    problems.push({ task: report.task, message: error.message });
    return null;
  }
}

/** Says that a report speaks of other bytes than the artifact's. */
export function staleMessage({ file, task }: { file: string; task: string }, what = 'the artifact'): string {
  return `${file} is stale: it speaks of other bytes than ${what}; the task ${task} makes it anew`;
}

/**
 * Reads the reports that figures come from, each of the very bytes that build.json names. What is missing, invalid
 * or stale goes to `problems`; then the answer is null.
 */
export function readReports(
  dir: string,
  problems: InputProblem[],
  read: ReadReport = ofSubject,
): Reports | null {
  const build = tryRead(buildReport, dir, problems, read);
  const of = <T extends { artifact_sha256: string; stages?: object }>(report: Report<T>): T | null => {
    const found = tryRead(report, dir, problems, read);
    if (found !== null && build !== null && isStale(found, build)) {
      problems.push({ task: report.task, message: staleMessage(report) });
      return null;
    }
    return found;
  };
  const [size, startup, memory] = [of(sizeReport), of(startupReport), of(memoryReport)];
  if (build === null || size === null || startup === null || memory === null) return null;
  return { build, size, startup, memory };
}

/** Reads features.json of the very bytes that build.json names; what is wrong goes to `problems`, and the answer is null. */
export function readFeatures(dir: string, problems: InputProblem[]): FeaturesJson | null {
  const features = tryRead(featuresReport, dir, problems);
  // What is wrong with build.json is said where the figures are read.
  const build = tryRead(buildReport, dir, []);
  if (features === null || build === null || !isStale(features, build)) return features;
  problems.push({ task: featuresReport.task, message: staleMessage(featuresReport) });
  return null;
}

/** The hashes that a report gives of artifacts besides the shipped one. */
interface Hashes {
  readonly artifact_sha256: string;
  readonly stages?: { readonly unoptimized?: { readonly sha256: string } | null };
  readonly inspected?: readonly { readonly artifact: string; readonly sha256: string }[];
}

function isStale(report: Hashes, { artifact_sha256, artifacts }: BuildJson): boolean {
  if (report.artifact_sha256 !== artifact_sha256) return true;
  const unoptimized = report.stages?.unoptimized;
  if (unoptimized && unoptimized.sha256 !== artifacts.unoptimized.sha256) return true;
  const known = new Map(Object.values(artifacts).map(({ path, sha256 }) => [path, sha256]));
  return (report.inspected ?? []).some(
    ({ artifact, sha256 }) => known.has(artifact) && known.get(artifact) !== sha256,
  );
}
