import { jsonChanges } from './json-changes.ts';

/** What a turbo summary (`--summarize`) says of one task. */
export interface TaskSummary {
  readonly taskId: string;
  readonly hash: string;
  readonly command: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly hashOfExternalDependencies: string;
  /** `timeSaved`: how long it took when it was executed, ms. */
  readonly cache: { readonly status: 'HIT' | 'MISS'; readonly timeSaved?: number };
  readonly environmentVariables: { readonly configured: readonly string[] };
  readonly execution?: { readonly exitCode?: number };
  /** Relative to the workspace. */
  readonly logFile?: string;
}

/** One reason why a task's key differs between two runs. */
export interface RerunReason {
  readonly kind: 'changed' | 'added' | 'removed' | 'dependencies' | 'environment' | 'command' | 'unknown';
  /** A file, or what else differs. */
  readonly what: string;
  /** What changed inside a file, where that is known. */
  readonly inside?: readonly string[];
}

/** Gives what stood in a file of which turbo knows the hash; null when that is not known. */
export type FindVersion = (hash: string) => unknown;

/** What differs between the keys of one task in two runs; empty when the keys are equal. */
export function explainRerun(
  before: TaskSummary,
  after: TaskSummary,
  findVersion: FindVersion = () => null,
): RerunReason[] {
  if (before.hash === after.hash) return [];
  const reasons: RerunReason[] = [];
  const files = [...new Set([...Object.keys(before.inputs), ...Object.keys(after.inputs)])].toSorted();
  for (const file of files) {
    const [was, is] = [before.inputs[file], after.inputs[file]];
    if (was === undefined) reasons.push({ kind: 'added', what: file });
    else if (is === undefined) reasons.push({ kind: 'removed', what: file });
    else if (was !== is)
      reasons.push({ kind: 'changed', what: file, ...inside(findVersion(was), findVersion(is)) });
  }
  if (before.hashOfExternalDependencies !== after.hashOfExternalDependencies) {
    reasons.push({ kind: 'dependencies', what: 'locked versions of npm packages' });
  }
  const [wasEnv, isEnv] = [before, after].map((task) =>
    task.environmentVariables.configured.toSorted().join(', '),
  );
  if (wasEnv !== isEnv)
    reasons.push({ kind: 'environment', what: `${wasEnv || 'none'} -> ${isEnv || 'none'}` });
  if (before.command !== after.command)
    reasons.push({ kind: 'command', what: `${before.command} -> ${after.command}` });
  if (reasons.length > 0) return reasons;
  return [{ kind: 'unknown', what: 'turbo.json, the root package.json, or a task that this one depends on' }];
}

function inside(before: unknown, after: unknown): Pick<RerunReason, 'inside'> {
  return before === null || after === null ? {} : { inside: jsonChanges(before, after) };
}
