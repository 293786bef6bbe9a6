import { existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { sha256 } from '@wasmgate/contracts/sha256';
import { installationDamage, recordInstallation } from '../installation/installation-record.ts';
import type { RustHome, WasmTarget } from '../rust/rust-home.ts';
import type { Settings } from '../settings.ts';

/** The standard library of a target in one of rustup's toolchains, where wasmgate had rustup add it. */
export interface AddedTarget {
  readonly root: string;
  readonly record: string;
}

/**
 * Where it lies and where its record is. That is kept for one compiler: when rustup brings the toolchain up to date, what it puts
 * there is its own affair.
 */
export function addedTarget(
  { sysroot, rustc }: Pick<RustHome, 'sysroot' | 'rustc'>,
  target: WasmTarget,
  { cacheDir }: Pick<Settings, 'cacheDir'>,
): AddedTarget | null {
  const stat = statSync(rustc, { throwIfNoEntry: false });
  if (stat === undefined) return null;
  const compiler = sha256(`${rustc} ${stat.size} ${stat.mtimeMs}`).slice(0, 16);
  const name = `${basename(sysroot)}-${target}-${compiler}.json`;
  return { root: join(sysroot, 'lib', 'rustlib', target), record: join(cacheDir, 'rustup', name) };
}

/** Records what rustup has added. */
export function recordTarget({ root, record }: AddedTarget): void {
  recordInstallation(root, record);
}

/** Whether it was added by wasmgate and nobody has removed it since. */
export function isRecorded(added: AddedTarget | null): added is AddedTarget {
  return added !== null && existsSync(added.record) && existsSync(added.root);
}

/** What of it is no longer as it was; null when all is, or it was not added by wasmgate. */
export function targetDamage(added: AddedTarget | null): string | null {
  return isRecorded(added) ? installationDamage(added.root, 'glance', added.record) : null;
}
