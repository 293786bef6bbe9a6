import { InputError } from '@wasmgate/contracts/errors';
import { gitSaid, runGit, type GitOptions } from '@wasmgate/process';

/** Of a file that a merge left to its user: what was before both sides, and each side (gitglossary(7), "unmerged index"). */
export const STAGES = { base: 1, ours: 2, theirs: 3 } as const;

/** A side of a merge: ours is what HEAD has, which in a rebase is what one rebases onto. */
export type Side = 'ours' | 'theirs';

/** The hash of each stage that there is. */
export type Stages = { readonly [S in keyof typeof STAGES]?: string };

/** Unmerged files below the folder that git runs in, by their path below it. */
export async function unmergedFiles(git: GitOptions): Promise<ReadonlyMap<string, Stages>> {
  const listed = await runGit(['ls-files', '--unmerged', '-z'], git);
  if (!listed.ok) throw new InputError(`git does not list what is unmerged: ${gitSaid(listed)}`);
  const files = new Map<string, Stages>();
  for (const line of listed.stdout.split('\0')) {
    const [, hash = '', stage, path = ''] = /^\d+ ([0-9a-f]+) ([123])\t(.*)$/s.exec(line) ?? [];
    const name = Object.entries(STAGES).find(([, number]) => String(number) === stage)?.[0];
    if (name !== undefined) files.set(path, { ...files.get(path), [name]: hash });
  }
  return files;
}

/** The text of a stage; null where that side has no such file. */
export async function textOfStage(
  path: string,
  stage: keyof typeof STAGES,
  stages: Stages,
  git: GitOptions,
): Promise<string | null> {
  if (stages[stage] === undefined) return null;
  const shown = await runGit(['show', `:${STAGES[stage]}:./${path}`], git);
  if (!shown.ok) throw new InputError(`${path}: git does not show its stage ${stage}: ${gitSaid(shown)}`);
  return shown.stdout;
}
