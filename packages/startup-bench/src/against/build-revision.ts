import { copyFileSync, cpSync, existsSync, rmSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { execPath } from 'node:process';
import { EnvironmentError, InputError } from '@wasmgate/contracts/errors';
import {
  ARTIFACTS,
  CONFIG_FILE,
  NATIVE_FOLDERS,
  NATIVE_MANIFEST,
  NATIVE_PROGRAMS,
} from '@wasmgate/contracts/layout';
import { rootOf, type SubjectFolder } from '@wasmgate/contracts/workspace';
import {
  gitSaid,
  installedPackage,
  MERGE_BASE,
  resolveRevision,
  runGit,
  runProcess,
  withScratchFolder,
  type Environment,
} from '@wasmgate/process';
import { workFolderPrefix } from '../measure/work-folder.ts';

/** An artifact that was built from an earlier commit. */
export interface BuiltRevision {
  readonly file: string;
  /** The programs of the host that came with it; see NATIVE_FOLDERS. */
  readonly nativeFolder: string;
  readonly sha: string;
}

/** How an earlier commit is built. */
interface BuildOptions {
  readonly env: Environment;
  readonly signal: AbortSignal;
  readonly onStep: (text: string) => void;
}

/**
 * Builds a subject as it was at a commit, in a work tree of its own and through turbo's cache, with the tools that are
 * installed now; `use` is given the artifact, or null for a subject that is newer than the merge base: it has nothing to be compared
 * with, which is no mistake. The work tree is removed afterwards, whatever happens, Ctrl-C included. Throws InputError for a commit that does not exist or has no such subject, EnvironmentError when it does not build.
 */
export async function withBuiltRevision<T>(
  name: string,
  subject: SubjectFolder,
  options: BuildOptions,
  use: (built: BuiltRevision | null) => Promise<T>,
): Promise<T> {
  const { signal } = options;
  const env = withoutTurbo(options.env);
  const { sha, top, prefix } = await resolveRevision(name, {
    cwd: subject.dir,
    env,
    signal,
    instead: 'name a file: --against before.wasm',
  });
  const root = rootOf(subject.dir);
  return withScratchFolder(workFolderPrefix(), async (folder) => {
    const tree = join(folder, 'tree');
    try {
      options.onStep(`building ${subject.name} as it was at ${sha.slice(0, 12)}`);
      const added = await runGit(['worktree', 'add', '--detach', tree, sha], { cwd: top, env, signal });
      if (!added.ok) {
        throw new EnvironmentError(`git cannot check ${sha.slice(0, 12)} out: ${gitSaid(added)}`);
      }
      const dir = join(tree, prefix);
      if (!existsSync(join(dir, CONFIG_FILE))) {
        if (name === MERGE_BASE) {
          options.onStep(
            `${subject.name} is newer than ${sha.slice(0, 12)}: there is nothing to compare with`,
          );
          return await use(null);
        }
        throw new InputError(`git:${name}: at ${sha.slice(0, 12)} there is no ${prefix}${CONFIG_FILE}`, {
          fix: 'name a later commit',
        });
      }
      symlinkSync(join(root, 'node_modules'), join(rootOf(dir), 'node_modules'), 'junction');
      const turbo = installedPackage('turbo', root).bin('turbo');
      const cache = `--cache-dir=${join(root, '.turbo/cache')}`;
      const built = await runProcess({
        file: execPath,
        // In the folder of a package turbo runs the tasks of that package, whatever it is called.
        args: [turbo, 'run', 'build', cache],
        cwd: dir,
        env,
        signal,
        stdout: 'tail',
      });
      const artifact = join(dir, ARTIFACTS.shipped);
      if (!built.ok || !existsSync(artifact)) {
        throw new EnvironmentError(
          [
            `${subject.name} does not build at ${sha.slice(0, 12)} (turbo run build):`,
            ...tail(built.stdout + built.stderr).split('\n'),
          ],
          { fix: 'name another commit, or a file: --against before.wasm' },
        );
      }
      const file = join(folder, basename(ARTIFACTS.shipped));
      copyFileSync(artifact, file);
      const nativeFolder = join(folder, 'native-programs');
      copyNative(join(dir, NATIVE_FOLDERS.built), nativeFolder);
      return await use({ file, nativeFolder, sha });
    } finally {
      await removeTree(top, tree, env);
    }
  });
}

/** The manifest and the programs, where that commit has them. */
function copyNative(from: string, to: string): void {
  for (const name of [NATIVE_MANIFEST, NATIVE_PROGRAMS]) {
    if (existsSync(join(from, name))) cpSync(join(from, name), join(to, name), { recursive: true });
  }
}

/** Also after an abort, so by commands that are not aborted. */
async function removeTree(cwd: string, tree: string, env: Environment): Promise<void> {
  if (!existsSync(tree)) return;
  // The link goes first: what it leads to is everybody's.
  rmSync(join(tree, 'node_modules'), { force: true });
  const removed = await runGit(['worktree', 'remove', '--force', tree], { cwd, env });
  if (removed.ok) return;
  rmSync(tree, { recursive: true, force: true });
  await runGit(['worktree', 'prune'], { cwd, env });
}

/**
 * A turbo that runs this must not steer the one that is started. What its user says of telemetry holds for that one too, and
 * its notice of telemetry is no part of a build's error.
 */
function withoutTurbo(env: Environment): Environment {
  const kept = Object.entries(env).filter(
    ([key]) => !key.startsWith('TURBO_') || key.startsWith('TURBO_TELEMETRY_'),
  );
  return { ...Object.fromEntries(kept), TURBO_TELEMETRY_MESSAGE_DISABLED: '1' };
}

/** The end of a build's output: long enough that what npm and turbo say after the compiler's error does not hide it. */
function tail(text: string): string {
  return text.trim().split('\n').slice(-40).join('\n');
}
