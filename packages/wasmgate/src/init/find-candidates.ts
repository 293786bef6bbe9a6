import { closeSync, openSync, readSync } from 'node:fs';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { InputError } from '@wasmgate/contracts/errors';
import { MAX_CONFIG_BYTES, readRegularFile } from '@wasmgate/contracts/read-file';
import { readSubjectConfig } from '@wasmgate/contracts/subject';
import { parse as parseToml } from 'smol-toml';

/** Something that can be gated; paths are relative to the repository. */
export type Candidate = { readonly name: string } & (
  | { readonly kind: 'crate'; readonly manifest: string; readonly target: Target; readonly profile: string }
  | { readonly kind: 'wasm'; readonly file: string }
);

type Target = 'wasm32-wasip1' | 'wasm32-wasip2' | 'wasm32-unknown-unknown';

/** What git knows of a repository. */
export interface TrackedFiles {
  readonly root: string;
  /** What is tracked, or would be. */
  readonly files: readonly string[];
}

/**
 * Everything in a repository that could be gated and is not yet: crates that build a cdylib, and .wasm files. Throws InputError (exit
 * 2) for a Cargo.toml or wasmgate.json that cannot be read.
 */
export function findCandidates({ root, files }: TrackedFiles): Candidate[] {
  const gated = new Set(
    files.filter((file) => basename(file) === 'wasmgate.json').flatMap((file) => gatedBy(root, file)),
  );
  const crates = files.filter((file) => basename(file) === 'Cargo.toml');
  const profiles = crates.flatMap((file) => wasmProfiles(readToml(join(root, file))));
  const found = [
    ...crates.flatMap((file): Candidate[] => crateIn(root, file, profiles[0] ?? 'release')),
    ...files
      .filter(
        (file) =>
          extname(file) === '.wasm' && basename(dirname(file)) !== 'baseline' && isWasm(join(root, file)),
      )
      .map((file): Candidate => ({ kind: 'wasm', name: basename(file, '.wasm'), file })),
  ];
  return found.filter((one) => !gated.has(pathOf(one)));
}

/** The Cargo.toml or the .wasm. */
export const pathOf = (candidate: Candidate): string =>
  candidate.kind === 'crate' ? candidate.manifest : candidate.file;

function gatedBy(root: string, file: string): string[] {
  const { crate, wasm } = readSubjectConfig(join(root, file));
  const path = crate?.manifest ?? wasm;
  return path === undefined ? [] : [relative(root, resolve(root, dirname(file), path)).replaceAll('\\', '/')];
}

type Table = Readonly<Record<string, unknown>>;
const tableOf = (value: unknown): Table =>
  typeof value === 'object' && value !== null ? (value as Table) : {};

function readToml(file: string): Table {
  const text = readRegularFile(file, { maxBytes: MAX_CONFIG_BYTES }).toString('utf8');
  try {
    return parseToml(text);
  } catch (cause) {
    throw new InputError(`${file}: is not TOML`, { cause });
  }
}

/** Profiles that somebody made for WebAssembly, such as release-wasm. */
const wasmProfiles = (manifest: Table): string[] =>
  Object.keys(tableOf(manifest['profile'])).filter((name) => /wasm/i.test(name));

function crateIn(root: string, manifest: string, profile: string): Candidate[] {
  const { package: own, lib, dependencies, target } = readToml(join(root, manifest));
  const { name } = tableOf(own);
  const kinds: unknown = tableOf(lib)['crate-type'] ?? tableOf(lib)['crate_type'];
  if (typeof name !== 'string' || !Array.isArray(kinds) || !kinds.includes('cdylib')) return [];
  const needs = new Set([
    ...Object.keys(tableOf(dependencies)),
    ...Object.values(tableOf(target)).flatMap((one) => Object.keys(tableOf(tableOf(one)['dependencies']))),
  ]);
  return [{ kind: 'crate', name, manifest, target: targetOf(needs), profile }];
}

/** Bindings say for which host a crate is; without any it is a plain core module. */
function targetOf(needs: ReadonlySet<string>): Target {
  if (needs.has('wasm-bindgen')) return 'wasm32-unknown-unknown';
  if (needs.has('wit-bindgen') || needs.has('wit-bindgen-rt')) return 'wasm32-wasip2';
  return needs.has('wasi') ? 'wasm32-wasip1' : 'wasm32-unknown-unknown';
}

/** The magic of a WebAssembly binary (Core Specification, 5.5.16): test data of parsers is called .wasm as well. */
function isWasm(file: string): boolean {
  const bytes = Buffer.alloc(4);
  const handle = openSync(file, 'r');
  try {
    return readSync(handle, bytes, 0, 4, 0) === 4 && bytes.toString('latin1') === '\0asm';
  } finally {
    closeSync(handle);
  }
}
