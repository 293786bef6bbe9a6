import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { InputError } from '@wasmgate/contracts/errors';
import { CONFIG_FILE, findWorkspaceRoot } from '@wasmgate/contracts/subject';

/** A subject's folder. Its configuration is not read: a chore must work on a subject whose wasmgate.json is broken. */
export interface SubjectFolder {
  readonly name: string;
  readonly dir: string;
}

/** The workspace that `cwd` is in. Throws InputError (exit 2) outside of one. */
export function workspaceRoot(cwd: string): string {
  const root = findWorkspaceRoot(cwd);
  if (root !== null) return root;
  throw new InputError(`${cwd}: is in no npm workspace`, { fix: 'run this inside the repository' });
}

/** The workspace packages that have a wasmgate.json, by name. Patterns of npm workspaces: `dir` and `dir/*`. */
export function listSubjects(root: string): SubjectFolder[] {
  const { workspaces } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    workspaces?: string[] | { packages?: string[] };
  };
  const patterns = Array.isArray(workspaces) ? workspaces : (workspaces?.packages ?? []);
  const dirs = patterns.flatMap((pattern) => expand(root, pattern.replace(/\/$/, '')));
  return [...new Set(dirs)]
    .filter((dir) => existsSync(join(dir, CONFIG_FILE)))
    .map((dir) => ({ name: basename(dir), dir }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

function expand(root: string, pattern: string): string[] {
  if (basename(pattern) !== '*') return [join(root, pattern)];
  const parent = join(root, dirname(pattern));
  return existsSync(parent) ? readdirSync(parent).map((entry) => join(parent, entry)) : [];
}

/** The subject named, or all of them. Throws InputError (exit 2) naming those that there are. */
export function chooseSubjects(root: string, name: string | undefined): SubjectFolder[] {
  const all = listSubjects(root);
  const chosen = name === undefined ? all : all.filter((subject) => subject.name === name);
  if (chosen.length > 0) return chosen;
  const names = all.map((subject) => subject.name).join(', ') || 'none';
  throw new InputError(
    name === undefined ? `${root}: has no subject` : `there is no subject ${JSON.stringify(name)}`,
    { fix: `the subjects are: ${names}; a subject is a workspace package with a ${CONFIG_FILE}` },
  );
}
