import { pathInside, type Subject } from '@wasmgate/contracts/subject';
import type { WasmTarget } from './rust-home.ts';
import { readRustVersion } from './rust-version.ts';

/** What a subject's crate demands of Rust. */
export interface RustNeed {
  readonly target: WasmTarget;
  /** The crate's `rust-version` (see `readRustVersion`); null when it states none. */
  readonly rustVersion: string | null;
}

/** What a subject's crate demands of Rust; null when its .wasm is prebuilt. Throws InputError for its manifest. */
export function rustNeed({ dir, config: { crate } }: Subject): RustNeed | null {
  if (crate === undefined) return null;
  const manifest = pathInside(dir, crate.manifest, 'wasmgate.json: $.crate.manifest');
  return { target: crate.target, rustVersion: readRustVersion(manifest) };
}
