import { MAX_CONFIG_BYTES, readRegularFile } from '@wasmgate/contracts/read-file';

/** A version of Rust: major, minor, patch, and whether it is a pre-release (nightly, beta). */
export interface RustVersion {
  readonly parts: readonly [number, number, number];
  readonly pre: boolean;
}

/** Parses `1.97`, `1.97.1` or `1.98.0-nightly`; null for anything else. */
export function parseRustVersion(text: string): RustVersion | null {
  const match = /^(\d+)\.(\d+)(?:\.(\d+))?(-.+)?$/.exec(text.trim());
  if (match === null) return null;
  return {
    parts: [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)],
    pre: match[4] !== undefined,
  };
}

/** How far apart two versions are, as one number: a minor version outweighs any patch. Negative when `a` is older. */
export function rustVersionDistance(a: RustVersion, b: RustVersion): number {
  const [major, minor, patch] = [0, 1, 2].map((i) => (a.parts[i] ?? 0) - (b.parts[i] ?? 0)) as [
    number,
    number,
    number,
  ];
  return major * 1e6 + minor * 1e3 + patch;
}

/** Whether a rustc of this version builds a crate with this `rust-version`; null demands nothing. */
export function satisfiesRustVersion(release: string, required: string | null): boolean {
  if (required === null) return true;
  const [have, need] = [parseRustVersion(release), parseRustVersion(required)];
  return have !== null && need !== null && rustVersionDistance(have, need) >= 0;
}

/**
 * The `rust-version` of a crate, from the `[package]` or, when it is inherited, the `[workspace.package]` table of
 * this very manifest; null when it states none. Throws InputError (exit 2) when the manifest cannot be read.
 */
export function readRustVersion(manifest: string): string | null {
  const text = readRegularFile(manifest, {
    maxBytes: MAX_CONFIG_BYTES,
    fix: 'crate.manifest in wasmgate.json names the Cargo.toml of the crate',
  }).toString('utf8');
  return rustVersionIn(text, 'package') ?? rustVersionIn(text, 'workspace.package');
}

function rustVersionIn(manifest: string, table: string): string | null {
  let inside = false;
  for (const line of manifest.split(/\r?\n/)) {
    const header = /^\s*\[\s*([\w.\s-]+?)\s*\]\s*(?:#.*)?$/.exec(line);
    if (header !== null || /^\s*\[/.test(line)) inside = header?.[1] === table;
    const value = inside ? /^\s*rust-version\s*=\s*["']([^"']+)["']/.exec(line) : null;
    if (value?.[1] !== undefined) return value[1];
  }
  return null;
}
