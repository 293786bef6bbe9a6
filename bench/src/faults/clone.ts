import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Environment } from '@wasmgate/process';
import { cleanEnvironment } from '@wasmgate/cli-kit/testing';
import { repository } from '../repository.ts';
import { start, type Ended, type Running } from './running.ts';

/** Most faults need but one subject, and this one builds in seconds. */
export const SMALL_SUBJECT = 'echo-module';

/** In turbo's cache a task has three files, one of which lists what it wrote. */
const MANIFEST = '-manifest.json';

/** A clone of this repository's HEAD. */
export interface Clone {
  readonly dir: string;
  path(...parts: string[]): string;
  /** Starts a command in it; `env` is added to an environment without turbo's and npm's variables. */
  start(argv: readonly [string, ...string[]], options?: { cwd?: string; env?: Environment }): Running;
  run(argv: readonly [string, ...string[]], options?: { cwd?: string; env?: Environment }): Promise<Ended>;
}

/** `turbo run verify`, of the small subject unless told otherwise. */
export const verifyCommand = (clone: Clone, ...args: readonly string[]): readonly [string, ...string[]] => [
  clone.path('node_modules/.bin/turbo'),
  'run',
  'verify',
  ...(args.some((arg) => arg.startsWith('--filter')) ? args : [`--filter=${SMALL_SUBJECT}`, ...args]),
];

/** `turbo run verify` of the small subject, all of whose tasks run again; --force would compile the tools as well. */
export function anewCommand(clone: Clone): readonly [string, ...string[]] {
  const cache = clone.path('.turbo/cache');
  const files = existsSync(cache) ? readdirSync(cache) : [];
  for (const manifest of files.filter((file) => file.endsWith(MANIFEST))) {
    if (!readFileSync(join(cache, manifest), 'utf8').includes(`subjects/${SMALL_SUBJECT}/`)) continue;
    const hash = manifest.slice(0, -MANIFEST.length);
    for (const end of [MANIFEST, '-meta.json', '.tar.zst']) rmSync(join(cache, hash + end), { force: true });
  }
  return verifyCommand(clone);
}

/** A subject of the clone, and a path below it. */
export const subjectPath = (clone: Clone, ...parts: string[]): string =>
  clone.path('subjects', SMALL_SUBJECT, ...parts);

/** How a clone gets its node_modules: hard links where the disk allows; copies, of files that will be changed; from npm. */
export type Modules = 'link' | 'copy' | 'ci';

/** Clones into a folder that is not there. */
export async function makeClone(dir: string, modules: Modules): Promise<Clone> {
  const call = promisify(execFile);
  const copy = () => call('cp', ['-a', join(repository, 'node_modules'), dir]);
  await call('git', ['clone', '-q', repository, dir]);
  if (modules === 'ci') await call('npm', ['ci', '--ignore-scripts'], { cwd: dir, env: cleanEnvironment() });
  else if (modules === 'copy') await copy();
  else await call('cp', ['-al', join(repository, 'node_modules'), dir]).catch(copy);
  return openClone(dir);
}

/** A clone that is there. */
export function openClone(dir: string): Clone {
  const begin: Clone['start'] = (argv, { cwd = dir, env = {} } = {}) =>
    start(argv, { cwd, env: { ...cleanEnvironment(), ...env } });
  return {
    dir,
    path: (...parts) => join(dir, ...parts),
    start: begin,
    run: (argv, options) => begin(argv, options).ended,
  };
}
