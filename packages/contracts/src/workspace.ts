import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { InputError } from './errors.ts';
import { CONFIG_FILE } from './layout.ts';
import { parseJson } from './parse-json.ts';
import { MAX_CONFIG_BYTES, readRegularFile } from './read-file.ts';

/** A subject's folder. Its configuration is not read: a chore must work on a subject whose wasmgate.json is broken. */
export interface SubjectFolder {
  readonly name: string;
  readonly dir: string;
}

/** Names the packages of a workspace of pnpm, which knows no `workspaces` in package.json. */
export const PNPM_WORKSPACE_FILE = 'pnpm-workspace.yaml';

/**
 * The nearest folder upward of `dir` that is the root of a workspace: of npm and yarn (a package.json with workspaces) or of pnpm (a
 * pnpm-workspace.yaml with packages); null when there is none.
 */
export function findWorkspaceRoot(dir: string): string | null {
  for (let at = resolve(dir); ; at = dirname(at)) {
    if (isWorkspaceRoot(at)) return at;
    if (dirname(at) === at) return null;
  }
}

function isWorkspaceRoot(dir: string): boolean {
  try {
    if (readPackageJson(dir)?.workspaces !== undefined) return true;
    // A key at the top of a block mapping: what stands there is read when the packages are listed.
    return /^(['"]?)packages\1\s*:/m.test(readIfThere(join(dir, PNPM_WORKSPACE_FILE)) ?? '');
  } catch {
    // What cannot be read is no root; the package manager will complain about it.
    return false;
  }
}

/**
 * The folder that a subject's workspace begins at, where environment.json and baseline.json lie: the workspace root, or the
 * folder itself in a repository of a single package.
 */
export const rootOf = (dir: string): string => findWorkspaceRoot(dir) ?? resolve(dir);

/**
 * What a subject is called and filed by: the name of its folder. The root of a repository of a single package is called as its
 * package is, without the scope, for what a clone's folder is called says nothing.
 */
export function subjectName(dir: string): string {
  const folder = basename(resolve(dir));
  if (findWorkspaceRoot(dir) !== null) return folder;
  try {
    const name = readPackageJson(resolve(dir))?.name;
    return typeof name === 'string' && name !== '' ? name.replace(/^.*\//, '') : folder;
  } catch {
    return folder;
  }
}

/** The workspace, or the single package, that `cwd` is in. Throws InputError (exit 2) outside of one. */
export function workspaceRoot(cwd: string): string {
  const root = findWorkspaceRoot(cwd) ?? nearestSubject(cwd);
  if (root !== null) return root;
  throw new InputError(
    `${cwd}: is in no workspace of npm, pnpm or yarn, and in no folder with a wasmgate.json`,
    {
      fix: 'run this inside the repository; npx wasmgate init prepares one',
    },
  );
}

function nearestSubject(dir: string): string | null {
  for (let at = resolve(dir); ; at = dirname(at)) {
    if (existsSync(join(at, CONFIG_FILE))) return at;
    if (dirname(at) === at) return null;
  }
}

/** What of a package.json is read here. */
interface PackageJson {
  readonly name?: unknown;
  readonly workspaces?: unknown;
}

/** The package.json of a folder; null when it has none. Errors as those of `readRegularFile` and `parseJson`. */
export function readPackageJson(dir: string): PackageJson | null {
  const file = join(dir, 'package.json');
  const text = readIfThere(file);
  return text === null ? null : (parseJson(file, text) as PackageJson | null);
}

function readIfThere(file: string): string | null {
  return existsSync(file) ? readRegularFile(file, { maxBytes: MAX_CONFIG_BYTES }).toString('utf8') : null;
}
