import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import picomatch from 'picomatch';
import { parse } from 'yaml';
import { InputError } from './errors.ts';
import { CONFIG_FILE } from './layout.ts';
import { MAX_CONFIG_BYTES, readRegularFile } from './read-file.ts';
import { PNPM_WORKSPACE_FILE, readPackageJson, subjectName, type SubjectFolder } from './workspace.ts';

/**
 * The subjects below a root, by name: the workspace packages that have a wasmgate.json, or the root itself. Throws InputError
 * (exit 2) when two have the same name, by which everything is filed, and for a list of packages that cannot be read.
 */
export function listSubjects(root: string): SubjectFolder[] {
  const subjects = [root, ...packageFolders(root)]
    .filter((dir) => existsSync(join(dir, CONFIG_FILE)))
    .map((dir) => ({ name: subjectName(dir), dir }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
  const twice = subjects.find(({ name }, index) => subjects[index + 1]?.name === name);
  if (twice !== undefined) {
    throw new InputError(`${root}: two subjects lie in folders named ${JSON.stringify(twice.name)}`, {
      fix: 'rename one: baseline.json files figures by the name of the folder',
    });
  }
  return subjects;
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

/** The folders below a root that the patterns of its workspace name, whether or not they hold a package.json. */
function packageFolders(root: string): string[] {
  const patterns = workspacePatterns(root).map((pattern) =>
    pattern.replace(/^(!?)\.\//, '$1').replace(/\/$/, ''),
  );
  const included = patterns.filter((pattern) => !pattern.startsWith('!'));
  if (included.length === 0) return [];
  const isIncluded = picomatch(included, {
    ignore: patterns.flatMap((one) => /^!(.+)/.exec(one)?.[1] ?? []),
  });
  // `**` may go to any depth, the others as deep as they are written.
  const depth = Math.max(...included.map((one) => (one.includes('**') ? Infinity : one.split('/').length)));
  return foldersBelow(root, '', depth)
    .filter((path) => isIncluded(path))
    .map((path) => join(root, path));
}

function foldersBelow(root: string, path: string, depth: number): string[] {
  if (depth === 0) return [];
  return readdirSync(join(root, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !SKIPPED.has(entry.name))
    .flatMap(({ name }) => {
      const folder = path === '' ? name : `${path}/${name}`;
      return [folder, ...foldersBelow(root, folder, depth - 1)];
    });
}

/** Where no package of a workspace lies, and where very much else does. */
const SKIPPED: ReadonlySet<string> = new Set(['node_modules', 'target', '.git']);

/** The patterns of packages in a workspace; none: it is no workspace. What its package manager would not understand is no pattern. */
export function workspacePatterns(root: string): string[] {
  const workspaces = readPackageJson(root)?.workspaces;
  const own: unknown = Array.isArray(workspaces)
    ? workspaces
    : (workspaces as { packages?: unknown } | null | undefined)?.packages;
  return [...texts(own), ...texts(pnpmPackages(root))];
}

const texts = (list: unknown): string[] =>
  Array.isArray(list) ? list.filter((one) => typeof one === 'string') : [];

function pnpmPackages(root: string): unknown {
  const file = join(root, PNPM_WORKSPACE_FILE);
  if (!existsSync(file)) return undefined;
  const text = readRegularFile(file, { maxBytes: MAX_CONFIG_BYTES }).toString('utf8');
  try {
    return (parse(text) as { packages?: unknown } | null)?.packages;
  } catch (cause) {
    throw new InputError(`${file}: is not YAML`, { cause });
  }
}
