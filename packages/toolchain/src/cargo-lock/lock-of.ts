import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readRegularFile } from '@wasmgate/contracts/read-file';
import type { BuildSettings } from '@wasmgate/contracts/settings/build';
import { crateManifest, type Subject } from '@wasmgate/contracts/subject';
import { findCargoWorkspace } from '../cargo-workspace/find-cargo-workspace.ts';
import { readManifest } from '../cargo-workspace/read-manifest.ts';
import { lockClosure, packageNameIn } from './lock-closure.ts';

/**
 * The part that its crate reaches of the Cargo.lock of a subject, or of the cargo workspace that it is a member of; null for a
 * prebuilt file, and without a lock file, which cargo will complain about. Throws InputError (exit 2) for a lock file that cannot
 * be read.
 */
export function lockOf(subject: Pick<Subject, 'dir' | 'config'>): BuildSettings['lock'] {
  const { crate } = subject.config;
  if (crate === undefined) return null;
  const manifest = crateManifest(subject);
  if (!existsSync(manifest)) return null;
  const file = join(findCargoWorkspace(manifest).dir, 'Cargo.lock');
  if (!existsSync(file)) return null;
  const name = crate.package ?? packageNameIn(readManifest(manifest));
  const { packages, sha256 } = lockClosure(read(file), name);
  return { packages: [...packages], sha256 };
}

/** A lock file of thousands of packages has a megabyte. */
const MAX_BYTES = 64 * 1024 * 1024;

const read = (file: string): string => readRegularFile(file, { maxBytes: MAX_BYTES }).toString('utf8');
