import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { repository } from '../repository.ts';
import type { Files } from './adopter-files.ts';

/**
 * Makes a folder hold these files, with this repository's node_modules and one more commit. What is there and ignored stays, turbo's
 * cache above all, so that a workspace that grows runs its new subjects only; a subject that is not among the files goes.
 */
export function writeWorkspace(dir: string, files: Files): void {
  const folder = join(dir, 'subjects');
  for (const name of existsSync(folder) ? readdirSync(folder) : [])
    if (!files.has(`subjects/${name}/package.json`)) rmSync(join(folder, name), { recursive: true });
  for (const [path, content] of files) {
    const file = join(dir, path);
    if (existsSync(file) && readFileSync(file).equals(Buffer.from(content))) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  if (!existsSync(join(dir, 'node_modules')))
    symlinkSync(join(repository, 'node_modules'), join(dir, 'node_modules'));
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: dir, stdio: ['ignore', 'ignore', 'inherit'] });
  git('init', '-q');
  git('add', '-A');
  git(
    '-c',
    'user.name=bench',
    '-c',
    'user.email=bench@localhost',
    'commit',
    '-q',
    '--allow-empty',
    '-m',
    'all',
  );
}
