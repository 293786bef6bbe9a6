import { InputError } from '@wasmgate/contracts/errors';
import { gitSaid, runGit, type GitOptions } from '@wasmgate/process';

/** The newest release that this commit stands on, by the order of versions: 1.10.0 is above 1.9.0, and 2.0.0-rc.1 below 2.0.0. */
export async function lastRelease(git: GitOptions): Promise<string | null> {
  // What a hyphen adds to a version comes before it (SemVer 2.0.0, 11.3); git-config(1), versionsort.suffix.
  const order = ['-c', 'versionsort.suffix=-'];
  const tags = ['tag', '--list', 'v[0-9]*', '--merged', 'HEAD', '--sort=-version:refname'];
  const listed = await runGit([...order, ...tags], git);
  if (!listed.ok) throw new InputError(`git lists no tags: ${gitSaid(listed)}`);
  return listed.stdout.split('\n')[0] || null;
}
