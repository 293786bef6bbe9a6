import { existsSync, readdirSync } from 'node:fs';
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

/** The nearest folder upward of `dir` that is an npm workspace root (a package.json with workspaces); null when there is none. */
export function findWorkspaceRoot(dir: string): string | null {
  for (let at = resolve(dir); ; at = dirname(at)) {
    const file = join(at, 'package.json');
    if (existsSync(file)) {
      try {
        if (readWorkspaces(file) !== undefined) return at;
      } catch {
        // A package.json that cannot be read is no root; npm will complain about it.
      }
    }
    if (dirname(at) === at) return null;
  }
}

/**
 * The folder that a subject's workspace begins at, where environment.json and baseline.json lie: the workspace root, or the
 * folder itself in a repository of a single package.
 */
export const rootOf = (dir: string): string => findWorkspaceRoot(dir) ?? resolve(dir);

/**
 * The subjects below a root, by name: the workspace packages that have a wasmgate.json, or the root itself. Patterns of npm
 * workspaces: `dir` and `dir/*`. Throws InputError (exit 2) when two have the same name, by which everything is filed.
 */
export function listSubjects(root: string): SubjectFolder[] {
  const dirs = [root, ...workspacePatterns(root).flatMap((pattern) => expand(root, pattern))];
  const subjects = [...new Set(dirs)]
    .filter((dir) => existsSync(join(dir, CONFIG_FILE)))
    .map((dir) => ({ name: basename(dir), dir }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
  const twice = subjects.find(({ name }, index) => subjects[index + 1]?.name === name);
  if (twice !== undefined) {
    throw new InputError(`${root}: two subjects lie in folders named ${JSON.stringify(twice.name)}`, {
      fix: 'rename one: baseline.json files figures by the name of the folder',
    });
  }
  return subjects;
}

/** What a package.json says under `workspaces`; undefined when it says nothing. */
function readWorkspaces(file: string): unknown {
  const text = readRegularFile(file, { maxBytes: MAX_CONFIG_BYTES }).toString('utf8');
  return (parseJson(file, text) as { workspaces?: unknown } | null)?.workspaces;
}

/** What npm would not understand is no pattern. */
function workspacePatterns(root: string): string[] {
  const file = join(root, 'package.json');
  if (!existsSync(file)) return [];
  const workspaces = readWorkspaces(file);
  const patterns: unknown = Array.isArray(workspaces)
    ? workspaces
    : (workspaces as { packages?: unknown } | null | undefined)?.packages;
  if (!Array.isArray(patterns)) return [];
  return patterns.flatMap((pattern: unknown) =>
    typeof pattern === 'string' ? [pattern.replace(/\/$/, '')] : [],
  );
}

function expand(root: string, pattern: string): string[] {
  if (basename(pattern) !== '*') return [join(root, pattern)];
  const parent = join(root, dirname(pattern));
  return existsSync(parent) ? readdirSync(parent).map((entry) => join(parent, entry)) : [];
}

/** The workspace that `cwd` is in. Throws InputError (exit 2) outside of one. */
export function workspaceRoot(cwd: string): string {
  const root = findWorkspaceRoot(cwd);
  if (root !== null) return root;
  throw new InputError(`${cwd}: is in no npm workspace`, { fix: 'run this inside the repository' });
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
