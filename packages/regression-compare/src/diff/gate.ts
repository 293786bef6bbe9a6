import { existsSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { parseBaseline, readBaseline, type BaselineJson } from '@wasmgate/contracts/baseline';
import { InputError } from '@wasmgate/contracts/errors';
import { BASELINE_FILE, CONFIG_FILE } from '@wasmgate/contracts/layout';
import { listSubjects } from '@wasmgate/contracts/list-subjects';
import { parseStrictJson } from '@wasmgate/contracts/parse-strict-json';
import { checkSubjectConfig, readSubjectConfig, type SubjectConfig } from '@wasmgate/contracts/subject';
import { subjectName } from '@wasmgate/contracts/workspace';
import { gitSaid, runGit, type GitOptions } from '@wasmgate/process';

/** What gates a workspace: the accepted figures and the configuration of each subject, by name. */
export interface Gate {
  readonly figures: BaselineJson['subjects'];
  readonly configs: ReadonlyMap<string, SubjectConfig>;
}

/** The gate as it stands. Errors (exit 2) as those of its documents. */
export function gateNow(root: string): Gate {
  const file = join(root, BASELINE_FILE);
  return {
    figures: existsSync(file) ? readBaseline(file).subjects : {},
    configs: new Map(
      listSubjects(root).map(({ name, dir }) => [name, readSubjectConfig(join(dir, CONFIG_FILE))]),
    ),
  };
}

/**
 * The gate as it was at a commit. A subject of then is a wasmgate.json whose folder is one now, or bears a name that
 * baseline.json then had figures of: which folders the workspace then had is not asked. Errors (exit 2) name commit and file.
 */
export async function gateAt(sha: string, root: string, git: GitOptions): Promise<Gate> {
  const read = readerAt(sha, root, git);
  const figures = await figuresAt(sha, root, git);
  const files = await filesAt(sha, { ...git, cwd: root });
  const now = new Map(listSubjects(root).map(({ name, dir }) => [name, configBelow(root, dir)]));
  const configs = new Map<string, SubjectConfig>();
  for (const path of files.filter((file) => posix.basename(file) === CONFIG_FILE)) {
    const folder = posix.dirname(path);
    const name = folder === '.' ? subjectName(root) : posix.basename(folder);
    const here = now.get(name);
    const isSubject =
      here !== undefined && files.includes(here)
        ? path === here
        : here !== undefined || Object.hasOwn(figures, name);
    if (!isSubject || configs.has(name)) continue;
    // oxlint-disable-next-line no-await-in-loop
    configs.set(name, await readConfig(path, files, read));
  }
  return { figures, configs };
}

/** A configuration, and where it is a variant's also that of the subject that it extends. */
async function readConfig(path: string, files: readonly string[], read: ReadAt): Promise<SubjectConfig> {
  const parse = async (file: string) => {
    const [from, text] = await read(file);
    return { from, data: parseStrictJson(from, text) };
  };
  const { from, data } = await parse(path);
  const { extends: folder } = (data ?? {}) as { extends?: unknown };
  const above = posix.join(posix.dirname(path), String(folder), CONFIG_FILE);
  const parent = typeof folder === 'string' && files.includes(above) ? (await parse(above)).data : undefined;
  return checkSubjectConfig(from, data, () => parent);
}

/** What baseline.json said at a commit. Errors (exit 2) name commit and file. */
export async function figuresAt(sha: string, root: string, git: GitOptions): Promise<Gate['figures']> {
  const isThere = (await filesAt(sha, { ...git, cwd: root }, BASELINE_FILE)).includes(BASELINE_FILE);
  return isThere ? parseBaseline(...(await readerAt(sha, root, git)(BASELINE_FILE))).subjects : {};
}

const configBelow = (root: string, dir: string): string =>
  posix.join(relative(root, dir).split(sep).join('/'), CONFIG_FILE);

/** Reads a file of a commit by its path below a folder: what to call it, and its text. */
type ReadAt = (path: string) => Promise<readonly [from: string, text: string]>;

function readerAt(sha: string, root: string, git: GitOptions): ReadAt {
  return async (path) => {
    const from = `${sha.slice(0, 12)}:${path}`;
    const shown = await runGit(['show', `${sha}:./${path}`], { ...git, cwd: root });
    if (!shown.ok) throw new InputError(`${from}: cannot be read (${gitSaid(shown)})`);
    return [from, shown.stdout];
  };
}

/** Every file below the folder that git runs in, or of these, relative to it. */
async function filesAt(sha: string, git: GitOptions, ...paths: string[]): Promise<string[]> {
  const listed = await runGit(['ls-tree', '-r', '-z', '--name-only', sha, '--', ...paths], git);
  if (!listed.ok) throw new InputError(`git does not list the files of ${sha}: ${gitSaid(listed)}`);
  return listed.stdout.split('\0');
}
