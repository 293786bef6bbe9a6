import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BuildSettings } from '@wasmgate/contracts/settings/build';
import { pathInside, type Subject } from '@wasmgate/contracts/subject';
import { lockClosure, packageNameIn } from './lock-closure.ts';

/**
 * The part of a subject's Cargo.lock that its crate reaches; null for a prebuilt file, and without a lock file, which cargo will
 * complain about. Throws InputError (exit 2) for a lock file that cannot be read.
 */
export function lockOf({ dir, config: { crate } }: Pick<Subject, 'dir' | 'config'>): BuildSettings['lock'] {
  if (crate === undefined) return null;
  const manifest = pathInside(dir, crate.manifest, 'wasmgate.json: $.crate.manifest');
  const file = [dirname(manifest), dir]
    .map((folder) => join(folder, 'Cargo.lock'))
    .find((path) => existsSync(path));
  if (file === undefined || !existsSync(manifest)) return null;
  const name = crate.package ?? packageNameIn(readFileSync(manifest, 'utf8'));
  const { packages, sha256 } = lockClosure(readFileSync(file, 'utf8'), name);
  return { packages: [...packages], sha256 };
}
