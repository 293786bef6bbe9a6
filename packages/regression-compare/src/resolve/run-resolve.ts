import { join, relative } from 'node:path';
import { execPath } from 'node:process';
import { isUnderTurbo, type BinContext } from '@wasmgate/cli-kit';
import { BASELINE_VERSION, type BaselineJson, type BaselineSubject } from '@wasmgate/contracts/baseline';
import { resolveCommand } from '@wasmgate/contracts/commands';
import { EnvironmentError, InputError, type ExitCode } from '@wasmgate/contracts/errors';
import { writeFileAtomic } from '@wasmgate/contracts/json-file';
import { BASELINE_FILE } from '@wasmgate/contracts/layout';
import type { SubjectFolder } from '@wasmgate/contracts/workspace';
import { installedPackage, runProcess } from '@wasmgate/process';
import { pathKey } from '../accept/accepted-values.ts';
import { checkedText, copyAccepted, withValue } from '../accept/accept.ts';
import { artifactFiles, nativeFiles, readBaselineFile, readWhole, type Copy } from '../accept/gather.ts';
import { wantedOf } from '../accept/plan.ts';
import { readMerge, type Merge, type MergedSubject } from './merge.ts';
import { renderOpen, renderSettled } from './render-resolve.ts';
import { settle, type SettledSubject } from './settle.ts';
import type { Side } from './unmerged.ts';

/**
 * `wasm-baseline --resolve`: finishes a merge of baseline.json and of accepted artifacts, value by value. What each side changed
 * otherwise is measured anew (--measure) or, where nothing here measures it, chosen (--take); while anything is open nothing is
 * written, and the exit code is 1.
 */
export async function runResolve(root: string, context: BinContext): Promise<ExitCode> {
  const { io, options, screen, say, signal } = context;
  const { measure = false, take, quiet = false } = options as ResolveOptions;
  const git = { cwd: root, env: io.env, signal };
  const merge = await readMerge(root, git);
  if (merge === null) {
    // One that was added with its markers is named as such.
    readBaselineFile(root);
    if (!quiet) say('nothing of baseline.json and of the accepted artifacts is unmerged');
    return 0;
  }
  const first = settleAll(merge, take, new Set());
  const waiting = first.filter(({ open }) => open.some(({ needs }) => needs === 'measurement'));
  if (measure)
    await measureSubjects(
      root,
      waiting.flatMap(({ subject }) => subject.folder ?? []),
      context,
    );
  const subjects = measure ? settleAll(merge, take, new Set(waiting.map(({ subject }) => subject))) : first;
  const settled = renderSettled(subjects, screen);
  if (!quiet && settled !== '') say(settled);
  const open = renderOpen(subjects, screen);
  if (open !== '') {
    say(`${open}nothing was written`);
    return 1;
  }
  const written = write(root, merge, subjects);
  if (!quiet) say(`resolved: git add ${written.join(' ')}`);
  return 0;
}

interface ResolveOptions {
  readonly measure?: boolean;
  readonly take?: Side;
  readonly quiet?: boolean;
}

function settleAll(
  { subjects }: Merge,
  take: Side | undefined,
  measured: ReadonlySet<MergedSubject>,
): SettledSubject[] {
  return subjects.map((subject) => {
    const { values, folder, entry } = subject;
    const figures = measured.has(subject) && folder !== null ? wantedOf(entry, readWhole(folder)) : null;
    return {
      subject,
      ...settle(values, {
        measured: figures && new Map(figures.map(({ path, to }) => [pathKey(path), to])),
        isSubject: folder !== null,
        take,
      }),
    };
  });
}

/** turbo knows what is current: what was measured of these very sources comes from its cache, and nothing else does. */
async function measureSubjects(
  root: string,
  folders: readonly SubjectFolder[],
  { io, signal, progress, options }: BinContext,
): Promise<void> {
  if (folders.length === 0) return;
  if (isUnderTurbo(io)) {
    throw new InputError('--measure starts turbo, which a task must not', { fix: 'run it by hand' });
  }
  progress.step(`measuring ${folders.map(({ name }) => name).join(', ')} (turbo run startup-bench)`);
  const show = (text: string): void => void (options['quiet'] === true ? undefined : io.stderr.write(text));
  const filters = folders.flatMap(({ dir }) => {
    const folder = relative(root, dir);
    return folder === '' ? [] : [`--filter=./${folder}`];
  });
  const ran = await runProcess({
    file: execPath,
    args: [
      installedPackage('turbo', root).bin('turbo'),
      'run',
      'startup-bench',
      '--concurrency=1',
      ...filters,
    ],
    cwd: root,
    env: io.env,
    signal,
    stdout: 'tail',
    onLine: (line) => show(`${line}\n`),
    onStderr: show,
  });
  if (ran.ok) return;
  throw new EnvironmentError('what was merged cannot be measured: see above', {
    fix: `finish the merge of the sources first, then: ${resolveCommand({ measure: true })}`,
  });
}

/** Writes the accepted artifacts, then baseline.json; gives the paths that are to be added. */
function write(root: string, { text }: Merge, subjects: readonly SettledSubject[]): string[] {
  const entries = subjects.flatMap(({ subject, settled }) => {
    const entry = settled.reduce<unknown>((at, { path, value }) => withValue(at, path, value), subject.entry);
    return isEmpty(entry) ? [] : [[subject.name, entry as BaselineSubject] as const];
  });
  const file = join(root, BASELINE_FILE);
  const merged: BaselineJson = { schema_version: BASELINE_VERSION, subjects: Object.fromEntries(entries) };
  const mergedText = checkedText(file, merged, text);
  const copies = subjects.flatMap(measuredFiles);
  for (const copy of copies) copyAccepted(copy);
  writeFileAtomic(file, mergedText);
  return [BASELINE_FILE, ...copies.map(({ to }) => relative(root, to))];
}

/** A subject that one side removed, and the other left as it was. */
const isEmpty = (entry: unknown): boolean => Object.keys(entry as object).length === 0;

/** The files of what was measured anew. */
function measuredFiles({ subject: { folder }, settled }: SettledSubject): Copy[] {
  if (folder === null) return [];
  const isMeasured = (key: string) =>
    settled.some(({ path, by }) => by === 'measured' && path.length === 1 && path[0] === key);
  return [
    ...(isMeasured('artifact') ? artifactFiles(folder.dir) : []),
    ...(isMeasured('native') ? nativeFiles(folder.dir, readWhole(folder)) : []),
  ];
}
