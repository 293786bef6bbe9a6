import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readRegularFile } from '@wasmgate/contracts/read-file';
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
  const name = crate.package ?? packageNameIn(read(manifest));
  const { packages, sha256 } = lockClosure(read(file), name);
  return { packages: [...packages], sha256 };
}

/** A lock file of thousands of packages has a megabyte. */
const MAX_BYTES = 64 * 1024 * 1024;

const read = (file: string): string => readRegularFile(file, { maxBytes: MAX_BYTES }).toString('utf8');
