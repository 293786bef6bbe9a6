import { cargoFolder, crateManifest, type Subject } from '@wasmgate/contracts/subject';
import { pinnedChannel } from './pinned-channel.ts';
import type { WasmTarget } from './rust-home.ts';
import { readRustVersion } from './rust-version.ts';

/** What a subject's crate demands of Rust. */
export interface RustNeed {
  readonly target: WasmTarget;
  /** The crate's `rust-version` (see `readRustVersion`); null when it states none. */
  readonly rustVersion: string | null;
  /** The channel that a rust-toolchain.toml pins (see `pinnedChannel`): preferred where it is installed. */
  readonly pinned?: string | null;
}

/** What a subject's crate demands of Rust; null when its .wasm is prebuilt. Throws InputError for its manifest. */
export function rustNeed(subject: Pick<Subject, 'dir' | 'config'>): RustNeed | null {
  const { crate } = subject.config;
  return crate === undefined ? null : crateNeed(subject, crate);
}

/** The same for a subject that has a crate. */
export function crateNeed(
  subject: Pick<Subject, 'dir' | 'config'>,
  { target }: Pick<NonNullable<Subject['config']['crate']>, 'target'>,
): RustNeed {
  return {
    target,
    rustVersion: readRustVersion(crateManifest(subject)),
    pinned: pinnedChannel(cargoFolder(subject)),
  };
}
