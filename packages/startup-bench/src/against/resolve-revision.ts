import { EnvironmentError, InputError } from '@wasmgate/contracts/errors';
import {
  failureText,
  NotStartedError,
  runProcess,
  type Environment,
  type ProcessResult,
} from '@wasmgate/process';

/** A commit that was asked for, and where the folder lies in its repository. */
export interface Revision {
  readonly sha: string;
  /** Folder of the work tree. */
  readonly top: string;
  /** Of the folder, inside the work tree; '' at its top, else with a slash at its end. */
  readonly prefix: string;
}

/** Where git runs. Without a signal nothing ends it. */
export interface GitOptions {
  readonly cwd: string;
  readonly env: Environment;
  readonly signal?: AbortSignal;
}

/** Stands for where this branch left the main one. */
export const MERGE_BASE = 'merge-base';

/** Runs git. Throws EnvironmentError (exit 3) when there is none. */
export async function runGit(args: readonly string[], options: GitOptions): Promise<ProcessResult> {
  try {
    return await runProcess({ file: 'git', args, ...options });
  } catch (cause) {
    if (!(cause instanceof NotStartedError)) throw cause;
    throw new EnvironmentError('git is missing: --against git:… builds an earlier commit', {
      cause,
      fix: 'install git, or name a file: --against before.wasm',
    });
  }
}

/**
 * Finds a commit by any name that git knows, or by `merge-base`. Throws InputError (exit 2) for a name that git does not
 * know or a folder without repository, EnvironmentError (exit 3) without git.
 */
export async function resolveRevision(name: string, options: GitOptions): Promise<Revision> {
  const git = (...args: string[]) => runGit(args, options);
  const where = await git('rev-parse', '--show-toplevel', '--show-prefix');
  if (!where.ok) {
    throw new InputError(`${options.cwd}: lies in no git repository (${gitSaid(where)})`, {
      fix: 'name a file: --against before.wasm',
    });
  }
  const [top = '', prefix = ''] = where.stdout.split('\n');
  const commit = async (revision: string): Promise<string | null> => {
    const { ok, stdout } = await git(
      'rev-parse',
      '--verify',
      '--quiet',
      '--end-of-options',
      `${revision}^{commit}`,
    );
    return ok ? stdout.trim() : null;
  };
  if (name !== MERGE_BASE) {
    const sha = await commit(name);
    if (sha !== null) return { sha, top, prefix };
    throw new InputError(`git:${name}: git knows no such commit`, {
      fix: 'name a branch, a tag or a commit that is here (in CI: fetch the whole history), or git:merge-base',
    });
  }
  for (const main of mainBranches(options.env)) {
    if ((await commit(main)) === null) continue;
    const { ok, stdout } = await git('merge-base', 'HEAD', main);
    if (ok) return { sha: stdout.trim(), top, prefix };
  }
  throw new InputError('git:merge-base: this branch and the main one have no commit in common here', {
    fix: 'fetch the whole history (actions/checkout: fetch-depth: 0), or name a commit',
  });
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

/** What git says last when it fails. */
export function gitSaid(result: ProcessResult): string {
  return result.stderr.trim().split('\n').at(-1) || failureText(result);
}
