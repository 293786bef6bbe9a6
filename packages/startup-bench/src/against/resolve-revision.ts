import { EnvironmentError, InputError } from '@wasmgate/contracts/errors';
import { runCommand, type CommandOptions } from './run-command.ts';

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
export async function resolveRevision(name: string, options: CommandOptions): Promise<Revision> {
  const git = (...args: string[]) => runCommand('git', args, options);
  const where = await git('rev-parse', '--show-toplevel', '--show-prefix');
  if (where.exitCode === null) {
    throw new EnvironmentError('git is missing: --against git:… builds an earlier commit', {
      fix: 'install git, or name a file: --against before.wasm',
    });
  }
  if (where.exitCode !== 0) {
    throw new InputError(`${options.cwd}: lies in no git repository (${lastLine(where.stderr)})`, {
      fix: 'name a file: --against before.wasm',
    });
  }
  const [top = '', prefix = ''] = where.stdout.split('\n');
  const commit = async (revision: string): Promise<string | null> => {
    const { exitCode, stdout } = await git(
      'rev-parse',
      '--verify',
      '--quiet',
      '--end-of-options',
      `${revision}^{commit}`,
    );
    return exitCode === 0 ? stdout.trim() : null;
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
    const { exitCode, stdout } = await git('merge-base', 'HEAD', main);
    if (exitCode === 0) return { sha: stdout.trim(), top, prefix };
  }
  throw new InputError('git:merge-base: this branch and the main one have no commit in common here', {
    fix: 'fetch the whole history (actions/checkout: fetch-depth: 0), or name a commit',
  });
}

/** What a branch is merged into: as GitHub says for a pull request, else as the remote says, else by habit. */
function mainBranches({ GITHUB_BASE_REF: base }: CommandOptions['env']): string[] {
  return [
    ...(base ? [`origin/${base}`] : []),
    'origin/HEAD',
    'origin/main',
    'main',
    'origin/master',
    'master',
  ];
}

/** What git says last. */
export function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
