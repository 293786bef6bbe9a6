import { posix, relative, sep } from 'node:path';
import { parseBaseline, type BaselineSubject } from '@wasmgate/contracts/baseline';
import { InputError } from '@wasmgate/contracts/errors';
import { ACCEPTED_DIR, BASELINE_FILE, NATIVE_MANIFEST, NATIVE_PROGRAMS } from '@wasmgate/contracts/layout';
import { listSubjects } from '@wasmgate/contracts/list-subjects';
import type { SubjectFolder } from '@wasmgate/contracts/workspace';
import type { GitOptions } from '@wasmgate/process';
import { readBaselineFile } from '../accept/gather.ts';
import { mergeValues, type MergedValue } from './merge-values.ts';
import { textOfStage, unmergedFiles, type Stages } from './unmerged.ts';

/** A subject as a merge left it. */
export interface MergedSubject {
  readonly name: string;
  /** Null: it is none, and baseline.json has figures of it. */
  readonly folder: SubjectFolder | null;
  /** What either side has; of what both have, ours. */
  readonly entry: BaselineSubject;
  readonly values: readonly MergedValue[];
}

/** What a merge left to its user. */
export interface Merge {
  /** The text of baseline.json whose spelling is kept. */
  readonly text: string;
  readonly subjects: readonly MergedSubject[];
}

/**
 * What is unmerged of baseline.json and of the accepted artifacts; null when nothing is. Errors (exit 2): a side deleted
 * baseline.json, or it is none.
 */
export async function readMerge(root: string, git: GitOptions): Promise<Merge | null> {
  const unmerged = await unmergedFiles(git);
  const folders = listSubjects(root);
  const files = new Map(
    folders.map(({ name, dir }) => [name, unmergedKeys(relative(root, dir).split(sep).join('/'), unmerged)]),
  );
  const stages = unmerged.get(BASELINE_FILE);
  if (stages === undefined && [...files.values()].every(({ length }) => length === 0)) return null;
  const { text, base, ours, theirs } = await sidesOf(root, stages, git);
  const names = new Set([base, ours, theirs].flatMap((side) => Object.keys(side)));
  for (const [name, list] of files) if (list.length > 0) names.add(name);
  const subjects = [...names].toSorted().map((name): MergedSubject => {
    const own = (side: Subjects) => (Object.hasOwn(side, name) ? side[name] : undefined) ?? {};
    const list = files.get(name) ?? [];
    const sides = { base: own(base), ours: own(ours), theirs: own(theirs) };
    return {
      name,
      folder: folders.find((one) => one.name === name) ?? null,
      entry: { ...sides.theirs, ...sides.ours },
      values: withUnmerged(mergeValues(sides), list),
    };
  });
  return { text, subjects };
}

type Subjects = Readonly<Record<string, BaselineSubject>>;

async function sidesOf(
  root: string,
  stages: Stages | undefined,
  git: GitOptions,
): Promise<Record<'base' | 'ours' | 'theirs', Subjects> & { text: string }> {
  if (stages === undefined) {
    const { text, baseline } = readBaselineFile(root);
    return { text, base: baseline.subjects, ours: baseline.subjects, theirs: baseline.subjects };
  }
  const read = async (stage: keyof Stages) => {
    const text = await textOfStage(BASELINE_FILE, stage, stages, git);
    return text === null ? null : { text, ...parseBaseline(`${BASELINE_FILE} (${stage})`, text) };
  };
  const [base, ours, theirs] = [await read('base'), await read('ours'), await read('theirs')];
  if (ours === null || theirs === null) {
    throw new InputError(
      `${BASELINE_FILE}: was deleted by ${ours === null ? 'our' : 'their'} side of the merge`,
      {
        fix: 'decide by hand: git rm or git add baseline.json',
      },
    );
  }
  return { text: ours.text, base: base?.subjects ?? {}, ours: ours.subjects, theirs: theirs.subjects };
}

/** What accepted files are accepted as. */
type FileKey = 'artifact' | 'native';

const isNative = (path: string): boolean =>
  path === NATIVE_MANIFEST || path.startsWith(`${NATIVE_PROGRAMS}/`);

/** Of which accepted files below a folder each side has its own. */
function unmergedKeys(folder: string, unmerged: ReadonlyMap<string, Stages>): FileKey[] {
  const dir = posix.join(folder, ACCEPTED_DIR);
  const below = [...unmerged.keys()].flatMap((path) =>
    path.startsWith(`${dir}/`) ? [posix.relative(dir, path)] : [],
  );
  return [
    ...(below.every(isNative) ? [] : (['artifact'] as const)),
    ...(below.some(isNative) ? (['native'] as const) : []),
  ];
}

/** Where each side has bytes of its own, what is said of them is not settled either. */
function withUnmerged(values: readonly MergedValue[], keys: readonly FileKey[]): MergedValue[] {
  const isOpen = ({ path }: MergedValue) => path.length === 1 && keys.some((key) => key === path[0]);
  const nothing = { base: undefined, ours: undefined, theirs: undefined, from: null };
  const unsaid = keys.filter((key) => !values.some(({ path }) => path.length === 1 && path[0] === key));
  return [
    ...values.map((one) => (isOpen(one) ? { ...one, from: null } : one)),
    ...unsaid.map((key) => ({ metric: key, path: [key], ...nothing })),
  ];
}
