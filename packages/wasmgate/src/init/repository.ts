import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseJsonc } from 'jsonc-parser';
import { InputError } from '@wasmgate/contracts/errors';
import { listSubjects, workspacePatterns } from '@wasmgate/contracts/list-subjects';
import { parseJson } from '@wasmgate/contracts/parse-json';
import { MAX_CONFIG_BYTES, readRegularFile } from '@wasmgate/contracts/read-file';
import { packageManagerOf, type PackageManager } from './package-manager.ts';

/** What of a package.json matters here. */
export interface PackageJson {
  readonly name?: string;
  readonly private?: boolean;
  readonly packageManager?: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** A repository before anything is written to it. */
export interface Repository {
  readonly root: string;
  /** Files that git tracks, or would. */
  readonly files: readonly string[];
  /** Null: it has none. */
  readonly packageJson: PackageJson | null;
  /** Patterns of its workspace's packages; none: it is no workspace. */
  readonly patterns: readonly string[];
  /** Tasks of turbo.json, or turbo.jsonc. */
  readonly turboTasks: ReadonlySet<string>;
  /** Names of all packages in it. */
  readonly packageNames: ReadonlySet<string>;
  /** How many subjects it has already. */
  readonly subjects: number;
  /** Folders with a wasmgate.json that no pattern of the workspace names: turbo would never run their tasks. */
  readonly strays: readonly string[];
  readonly manager: PackageManager;
}

/** Reads what there is. Throws InputError (exit 2) where git knows no repository, and for files that cannot be read. */
export function readRepository(root: string): Repository {
  const files = trackedFiles(root);
  const packageJson = readPackage(root, 'package.json');
  const subjects = new Set(listSubjects(root).map(({ dir }) => dir));
  const folders = files.flatMap((file) => /^(.*?)\/?wasmgate\.json$/.exec(file)?.[1] ?? []);
  const named = files
    .filter((file) => /(?:^|\/)package\.json$/.test(file))
    .flatMap((file) => readPackage(root, file)?.name ?? []);
  return {
    root,
    files,
    packageJson,
    patterns: workspacePatterns(root),
    turboTasks: new Set(['turbo.json', 'turbo.jsonc'].flatMap((file) => tasksIn(join(root, file)))),
    packageNames: new Set(named),
    subjects: subjects.size,
    strays: folders.filter((folder) => !subjects.has(join(root, folder))),
    manager: packageManagerOf(root, packageJson?.packageManager),
  };
}

function readPackage(root: string, path: string): PackageJson | null {
  const file = join(root, path);
  if (!existsSync(file)) return null;
  return parseJson(
    file,
    readRegularFile(file, { maxBytes: MAX_CONFIG_BYTES }).toString('utf8'),
  ) as PackageJson;
}

/** A turbo.json may hold comments. One that is damaged is refused where something is added to it. */
function tasksIn(file: string): string[] {
  if (!existsSync(file)) return [];
  const text = readRegularFile(file, { maxBytes: MAX_CONFIG_BYTES }).toString('utf8');
  const { tasks = {} } = (parseJsonc(text) ?? {}) as { tasks?: object };
  return Object.keys(tasks);
}

function trackedFiles(root: string): string[] {
  try {
    const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z', '--deduplicate'], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return listed.split('\0').filter((file) => file !== '' && existsSync(join(root, file)));
  } catch (cause) {
    throw new InputError(`${root}: git knows no repository here`, {
      cause,
      fix: 'git init: what is gated, accepted and cached is what git tracks',
    });
  }
}
