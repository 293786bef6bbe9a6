import { InputError } from '@wasmgate/contracts/errors';
import type { Environment } from '../process-call.ts';
import { gitSaid, runGit, type GitOptions } from './run-git.ts';

/** A commit that was asked for, and where the folder lies in its repository. */
export interface Revision {
  readonly sha: string;
  /** Folder of the work tree. */
  readonly top: string;
  /** Of the folder, inside the work tree; '' at its top, else with a slash at its end. */
  readonly prefix: string;
}

/** Stands for where this branch left the main one. */
export const MERGE_BASE = 'merge-base';

/**
 * Finds a commit by any name that git knows, or by `merge-base`. Throws InputError (exit 2) for a name that git does not
 * know or a folder without repository, EnvironmentError (exit 3) without git.
 */
export async function resolveRevision(name: string, options: GitOptions): Promise<Revision> {
  const or = options.instead === undefined ? '' : `, or ${options.instead}`;
  const where = await runGit(['rev-parse', '--show-toplevel', '--show-prefix'], options);
  if (!where.ok) {
    throw new InputError(`${options.cwd}: lies in no git repository (${gitSaid(where)})`, {
      fix: `run this in a git repository${or}`,
    });
  }
  const [top = '', prefix = ''] = where.stdout.split('\n');
  const sha = await (name === MERGE_BASE ? findMergeBase(options) : commitOf(name, options));
  if (sha !== null) return { sha, top, prefix };
  if (name === MERGE_BASE) {
    throw new InputError('merge-base: this branch and the main one have no commit in common here', {
      fix: `fetch the whole history (actions/checkout: fetch-depth: 0), or name a commit${or}`,
    });
  }
  throw new InputError(`${name}: git knows no such commit`, {
    fix: `name a branch, a tag or a commit that is here (in CI: fetch the whole history), or ${MERGE_BASE}${or}`,
  });
}

async function commitOf(name: string, options: GitOptions): Promise<string | null> {
  const revision = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`];
  const { ok, stdout } = await runGit(revision, options);
  return ok ? stdout.trim() : null;
}

/** Where this branch left the main one; null where there is no main one, or nothing in common. */
export async function findMergeBase(options: GitOptions): Promise<string | null> {
  for (const main of mainBranches(options.env)) {
    // The first that there is decides.
    // oxlint-disable-next-line no-await-in-loop
    if ((await commitOf(main, options)) === null) continue;
    // oxlint-disable-next-line no-await-in-loop
    const { ok, stdout } = await runGit(['merge-base', 'HEAD', main], options);
    if (ok) return stdout.trim();
  }
  return null;
}

/** What a branch is merged into: as GitHub says for a pull request, else as the remote says, else by habit. */
function mainBranches({ GITHUB_BASE_REF: base }: Environment): string[] {
  return [
    ...(base ? [`origin/${base}`] : []),
    'origin/HEAD',
    'origin/main',
    'main',
    'origin/master',
    'master',
  ];
}
