import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findRoot } from './find-root.ts';

/**
 * Lays beside a package's dist/ what a published package has and this repository keeps once: the licences, the pages of the codes where
 * `files` names them, and the schemas of the files that it reads or writes (`common` is what they share); without names all of them.
 */
export function layDown(packageDir: string, schemas: readonly string[]): void {
  if (!existsSync(join(packageDir, 'dist/main.js'))) {
    throw new Error(`${packageDir}: dist/ is not compiled\n  fix: npm run prepare`);
  }
  const root = findRoot(packageDir);
  for (const name of readdirSync(root).filter((file) => file.startsWith('LICENSE'))) {
    copyFileSync(join(root, name), join(packageDir, name));
  }
  const { files = [] } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')) as {
    files?: string[];
  };
  if (files.includes('codes'))
    cpSync(join(root, 'docs/codes'), join(packageDir, 'codes'), { recursive: true });
  const folder = join(packageDir, 'schemas');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const all = readdirSync(join(root, 'schemas'));
  const wanted = schemas.length === 0 ? all : ['common', ...schemas].map((name) => `${name}.schema.json`);
  for (const file of wanted) copyFileSync(join(root, 'schemas', file), join(folder, file));
}

/** Takes it away again: a copy that stays would be read long after the original changed. */
export function remove(packageDir: string): void {
  const copied = readdirSync(packageDir).filter((name) => name.startsWith('LICENSE'));
  for (const name of [...copied, 'codes', 'schemas'])
    rmSync(join(packageDir, name), { recursive: true, force: true });
}
