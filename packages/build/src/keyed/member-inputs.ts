import { join, relative, resolve, sep } from 'node:path';
import { InputError } from '@wasmgate/contracts/errors';
import { CONFIG_FILE } from '@wasmgate/contracts/layout';
import { isOutside } from '@wasmgate/contracts/outside';
import { crateManifest, type Subject } from '@wasmgate/contracts/subject';
import { rootOf } from '@wasmgate/contracts/workspace';
import { findCargoWorkspace } from '@wasmgate/toolchain';
import type { LocalPackage } from '../cargo/local-packages.ts';
import { realPath } from './keyed-files.ts';

/** Inputs that a subject's turbo.json must add, by task: globs as turbo writes them. */
export interface MemberInputs {
  readonly build: readonly string[];
  readonly settings: readonly string[];
}

/** Globs begin here, when they do not begin at the subject. */
export const ROOT = '$TURBO_ROOT$/';

/** What of a package's folder is none of its sources. */
export const exclusionsOf = (glob: string): string[] =>
  glob.endsWith('/**') ? ['target/**', 'node_modules/**'].map((rest) => `!${glob.slice(0, -2)}${rest}`) : [];

/**
 * What must key the tasks of a subject. `build`: each package that its crate resolves to, with all in it, but for the one whose folder
 * is the subject's: what that is made of, turbo.json names for every subject. `settings`, which writes down what counts of them:
 * manifest and lock file of the cargo workspace, and of a variant what it extends. cargo's configuration and a pinned toolchain key by their effect, wherever they
 * stand. Throws InputError (exit 2) naming what lies outside the repository, where nothing can be keyed.
 */
export function memberInputs(
  subject: Pick<Subject, 'dir' | 'config'>,
  packages: readonly LocalPackage[],
): MemberInputs {
  const dir = realPath(subject.dir);
  const { extends: parent } = subject.config;
  const root = realPath(rootOf(subject.dir));
  const manifest = realPath(crateManifest(subject));
  const workspace = findCargoWorkspace(manifest);
  const others = packages.map((one) => ({ ...one, dir: realPath(one.dir) })).filter((one) => one.dir !== dir);
  checkInside(root, others, workspace.dir);
  const input = (path: string) => ROOT + relative(root, path).split(sep).join('/');
  const inputs = (paths: readonly string[]) => [
    ...new Set(paths.filter((path) => !isOutside(root, path)).map(input)),
  ];
  const folders = others.map((one) => one.dir);
  const roots = folders.map((folder) => findCargoWorkspace(join(folder, 'Cargo.toml')).dir);
  return {
    build: inputs([
      manifest,
      ...folders.flatMap((folder) => sourcesOf(folder, [dir, ...folders])),
      // A package may belong to another workspace than the crate; of that one the whole manifest counts.
      ...roots.filter((folder) => folder !== workspace.dir).map((folder) => join(folder, 'Cargo.toml')),
    ]).toSorted(),
    settings: inputs([
      manifest,
      join(workspace.dir, 'Cargo.toml'),
      join(workspace.dir, 'Cargo.lock'),
      ...(parent === undefined ? [] : [join(dir, parent, CONFIG_FILE)]),
    ]).toSorted(),
  };
}

/** All in a package's folder; where the subject or another package lies in it as well, what cargo itself would look for. */
function sourcesOf(folder: string, others: readonly string[]): string[] {
  const encloses = others.some((other) => other !== folder && !isOutside(folder, other));
  const sources = encloses ? ['Cargo.toml', 'build.rs', 'src/**'] : ['**'];
  return sources.map((glob) => join(folder, glob));
}

function checkInside(root: string, packages: readonly LocalPackage[], workspaceDir: string): void {
  const stray = packages.find((one) => isOutside(root, one.dir));
  if (stray !== undefined) {
    throw new InputError(
      `package ${stray.name} is a path dependency outside the repository (${stray.dir}), where nothing can be keyed`,
      { fix: 'move it into the repository, or depend on it through a registry or git' },
    );
  }
  if (!isOutside(root, realPath(resolve(workspaceDir)))) return;
  throw new InputError(
    `the crate belongs to a cargo workspace outside the repository (${workspaceDir}), where nothing can be keyed`,
    { fix: 'add an empty [workspace] table to its Cargo.toml, so that it is a workspace of its own' },
  );
}
