import { isTable } from '../cargo-config/toml-table.ts';
import { findCargoWorkspace } from '../cargo-workspace/find-cargo-workspace.ts';
import { readManifest } from '../cargo-workspace/read-manifest.ts';

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
 * The `rust-version` of a crate: its own, or the one that it inherits from its workspace; null when it states none. Throws
 * InputError (exit 2) when a manifest cannot be read.
 */
export function readRustVersion(manifest: string): string | null {
  const own = readManifest(manifest);
  const said = isTable(own['package']) ? own['package']['rust-version'] : undefined;
  if (typeof said === 'string') return said;
  // A workspace without a package of its own speaks for its members, of which wasmgate.json names one.
  if (own['package'] !== undefined && !isTable(said)) return null;
  const { workspace } = findCargoWorkspace(manifest).manifest;
  const shared = isTable(workspace) && isTable(workspace['package']) ? workspace['package'] : {};
  return typeof shared['rust-version'] === 'string' ? shared['rust-version'] : null;
}
