import { closeSync, openSync, readSync } from 'node:fs';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { InputError } from '@wasmgate/contracts/errors';
import { MAX_CONFIG_BYTES, readRegularFile } from '@wasmgate/contracts/read-file';
import { readSubjectConfig } from '@wasmgate/contracts/subject';
import { parse as parseToml } from 'smol-toml';
import { isForPages } from './is-for-pages.ts';

/** Something that can be gated; paths are relative to the repository. */
export type Candidate = {
  readonly name: string;
  /** It asks for more than WASI, which a page or Node provides: by wasm-bindgen, or by the imports of a core module. */
  readonly isForPages: boolean;
} & (
  | { readonly kind: 'crate'; readonly manifest: string; readonly target: Target; readonly profile: string }
  | { readonly kind: 'wasm'; readonly file: string }
);

const TARGETS = ['wasm32-wasip1', 'wasm32-wasip2', 'wasm32-unknown-unknown'] as const;
type Target = (typeof TARGETS)[number];

/** What git knows of a repository. */
export interface TrackedFiles {
  readonly root: string;
  /** What is tracked, or would be. */
  readonly files: readonly string[];
}

/** What a package manager puts there is nobody's own, also where git was told to track it. */
const INSTALLED = /(?:^|\/)node_modules\//;

/** What could be gated and is not yet, and what is gated already. */
export interface Found {
  readonly candidates: readonly Candidate[];
  readonly gated: readonly Candidate[];
}

/**
 * Everything in a repository that could be gated, or is: crates that build a cdylib, and .wasm files. Throws InputError (exit
 * 2) for a Cargo.toml or wasmgate.json that cannot be read.
 */
export function findCandidates({ root, files: all }: TrackedFiles): Found {
  const files = all.filter((file) => !INSTALLED.test(file));
  const gated = new Set(
    files.filter((file) => basename(file) === 'wasmgate.json').flatMap((file) => gatedBy(root, file)),
  );
  const crates = files.filter((file) => basename(file) === 'Cargo.toml');
  const profiles = crates.flatMap((file) => wasmProfiles(readToml(join(root, file))));
  const defaults = { profile: profiles[0] ?? 'release', targets: namedTargets(root, files) };
  const found = [
    ...crates.flatMap((file): Candidate[] => crateIn(root, file, defaults)),
    ...files
      .filter(
        (file) =>
          extname(file) === '.wasm' && basename(dirname(file)) !== 'baseline' && isWasm(join(root, file)),
      )
      .map((file): Candidate => ({
        kind: 'wasm',
        name: basename(file, '.wasm'),
        file,
        isForPages: isForPages(join(root, file)),
      })),
  ];
  return {
    candidates: found.filter((one) => !gated.has(pathOf(one))),
    gated: found.filter((one) => gated.has(pathOf(one))),
  };
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

/** Bindings of other hosts than WebAssembly's: a cdylib with one of them is theirs. */
const OTHER_HOSTS = ['jni', 'magnus', 'napi', 'neon', 'pyo3', 'rustler', 'tauri'];

function crateIn(root: string, manifest: string, { profile, targets }: Defaults): Candidate[] {
  const { package: own, lib, dependencies, target } = readToml(join(root, manifest));
  const { name } = tableOf(own);
  const kinds: unknown = tableOf(lib)['crate-type'] ?? tableOf(lib)['crate_type'];
  if (typeof name !== 'string' || !Array.isArray(kinds) || !kinds.includes('cdylib')) return [];
  const needs = new Set(
    [
      tableOf(dependencies),
      ...Object.values(tableOf(target)).map((one) => tableOf(tableOf(one)['dependencies'])),
    ]
      .flatMap((table) => Object.entries(table))
      // What a feature brings is not there by default.
      .filter(([, dependency]) => tableOf(dependency)['optional'] !== true)
      .map(([dependency]) => dependency),
  );
  if (OTHER_HOSTS.some((host) => needs.has(host))) return [];
  const bindgen = needs.has('wasm-bindgen');
  return [{ kind: 'crate', name, manifest, isForPages: bindgen, target: targetOf(needs, targets), profile }];
}

/** What a repository says of all its crates. */
interface Defaults {
  readonly profile: string;
  /** Targets of WebAssembly that they are built for. */
  readonly targets: readonly Target[];
}

/** Bindings say for which host a crate is, else the only target that the repository names; without either it is a plain core module. */
function targetOf(needs: ReadonlySet<string>, [only, ...others]: readonly Target[]): Target {
  if (needs.has('wasm-bindgen')) return 'wasm32-unknown-unknown';
  if (needs.has('wit-bindgen') || needs.has('wit-bindgen-rt')) return 'wasm32-wasip2';
  if (needs.has('wasi')) return 'wasm32-wasip1';
  return only !== undefined && others.length === 0 ? only : 'wasm32-unknown-unknown';
}

/** The targets that rust-toolchain.toml asks for, and those that cargo's configuration speaks of. */
function namedTargets(root: string, files: readonly string[]): Target[] {
  const read = (file: string): Table => (files.includes(file) ? readToml(join(root, file)) : {});
  const config = read('.cargo/config.toml');
  const named = new Set(
    [
      tableOf(read('rust-toolchain.toml')['toolchain'])['targets'],
      tableOf(config['build'])['target'],
      Object.keys(tableOf(config['target'])),
    ].flat(),
  );
  return TARGETS.filter((target) => named.has(target));
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
