import { execFileSync } from 'node:child_process';
import { cleanEnvironment } from '@wasmgate/cli-kit/testing';

/** What git and the bins of a test see: a committer, and no configuration of this machine's user. */
export const gitEnvironment = {
  ...cleanEnvironment(),
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.invalid',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.invalid',
};
delete (gitEnvironment as Record<string, string>)['GITHUB_BASE_REF'];

/** Makes a git repository of a folder, with `main` checked out, and gives a runner of git in it. */
export function gitRepository(root: string): (...args: string[]) => string {
  const git = (...args: string[]): string =>
    execFileSync('git', args, {
      cwd: root,
      env: gitEnvironment,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  git('init', '--quiet', '--initial-branch=main');
  return git;
}
