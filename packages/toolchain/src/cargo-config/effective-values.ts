import { isTable, leaves, type Toml, type TomlTable } from './toml-table.ts';

/** How a subject is built, as far as it decides which configuration has an effect. */
export interface ConfigUse {
  /** Whether programs are built for the machine itself as well (wasmgate.json: `native`). */
  readonly native: boolean;
}

/** The tables that can change what is built. Others are not looked at: `registry` and `registries` may hold credentials. */
const TABLES = ['build', 'target', 'profile', 'env', 'patch', 'source', 'paths', 'unstable', 'host'];

/**
 * Keys of those tables that change nothing here: they steer how fast, where and how loudly cargo works, or wasm-build sets what
 * they set (`--target`, RUSTC, no wrapper, CARGO_INCREMENTAL, the linker for WebAssembly). What is not listed counts, so that a
 * key of a later cargo is not overlooked.
 */
const WITHOUT_EFFECT = [
  /^build\.(?:jobs|target|target-dir|build-dir|incremental|dep-info-basedir|pipelining|warnings|analysis)(?:\.|$)/,
  /^build\.(?:rustc|rustc-wrapper|rustc-workspace-wrapper|rustdoc|rustdocflags)$/,
  /^target\..*\.(?:runner|rustdocflags)$/,
  /^target\.wasm32-[\w-]+\.linker$/,
];

/** What links and compiles for one other target than WebAssembly's; a `cfg(…)`, which is quoted, may be for any. */
const FOREIGN_TARGET = /^target\.(?!wasm32-)[\w-]+\.(?:linker|rustflags)$/;

/** A registry's mirror changes nothing, since Cargo.lock has the checksums; what stands in a folder or a repository has none. */
function sourcesCount(sources: Toml): boolean {
  if (!isTable(sources)) return false;
  return Object.values(sources).some((one) => isTable(one) && ('directory' in one || 'git' in one));
}

/**
 * The values of a configuration that can change what is built, by their dotted key, in order: `build.rustflags`,
 * `target.'cfg(unix)'.rustflags`.
 */
export function effectiveValues(
  table: TomlTable,
  { native }: ConfigUse,
): readonly (readonly [key: string, value: Toml])[] {
  return TABLES.filter((name) => Object.hasOwn(table, name))
    .flatMap((name) => leaves(table[name] ?? {}, name))
    .filter(([key]) => !WITHOUT_EFFECT.some((pattern) => pattern.test(key)))
    .filter(([key]) => native || !FOREIGN_TARGET.test(key))
    .filter(([key]) => !key.startsWith('source.') || sourcesCount(table['source'] ?? {}))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}
