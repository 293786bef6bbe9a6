import { sha256 } from '@wasmgate/contracts/sha256';

type Env = Readonly<Record<string, string | undefined>>;

/** Families of variables that reach the compiler: they key a build by name and value. turbo.json lists the same. */
export const KEYED_VARIABLES = [
  'RUSTFLAGS',
  'CARGO_ENCODED_RUSTFLAGS',
  'CARGO_BUILD_*',
  'CARGO_TARGET_*',
  'CARGO_PROFILE_*',
] as const;

/** What finds programs, folders and the network, and changes nothing that is built. */
const PASSED = [
  /^(?:PATH|HOME|USERPROFILE|TMPDIR|TMP|TEMP|LANG|LANGUAGE|LC_\w+|LD_LIBRARY_PATH|DYLD_\w+)$/,
  /^(?:HTTPS?|ALL|NO|FTP)_PROXY$/i,
  /^(?:SSL_CERT_(?:FILE|DIR)|SSH_AUTH_SOCK|GIT_SSH|GIT_SSH_COMMAND|GIT_ASKPASS)$/,
  /^(?:CARGO_HOME|RUSTUP_HOME|CARGO_(?:NET|HTTP|REGISTRY|REGISTRIES|SOURCE|CACHE)_\w+)$/,
  // Without these nothing starts on Windows.
  /^(?:SYSTEMROOT|SYSTEMDRIVE|WINDIR|COMSPEC|PATHEXT|APPDATA|LOCALAPPDATA|PROGRAMDATA|PROGRAMFILES(?:\(X86\))?|PROCESSOR_ARCHITECTURE|VS\w+COMNTOOLS)$/i,
];

/** Of the keyed families: what wasm-build sets by itself, or what steers only where and how fast cargo works. */
const WITHOUT_EFFECT = [
  /^CARGO_BUILD_(?:JOBS|TARGET|TARGET_DIR|BUILD_DIR|INCREMENTAL|DEP_INFO_BASEDIR|WARNINGS)$/,
  /^CARGO_BUILD_(?:RUSTC|RUSTC_WRAPPER|RUSTC_WORKSPACE_WRAPPER|RUSTDOC|RUSTDOCFLAGS)$/,
  /^CARGO_TARGET_DIR$/,
  /^CARGO_TARGET_\w+_RUNNER$/,
  /^CARGO_TARGET_WASM32_\w+_LINKER$/,
];

/** What links and compiles for another target than WebAssembly's: of no effect where no native program is built. */
const FOREIGN_TARGET = /^CARGO_TARGET_(?!WASM32_)\w+_(?:LINKER|RUSTFLAGS)$/;

const inFamily = (name: string): boolean =>
  KEYED_VARIABLES.some((family) =>
    family.endsWith('*') ? name.startsWith(family.slice(0, -1)) : name === family,
  );

/** Whether a variable keys a build by its family, or because wasmgate.json declares it (`crate.env`). */
export const isKeyedVariable = (name: string, declared: readonly string[]): boolean =>
  inFamily(name) || declared.includes(name);

/**
 * The environment that cargo gets: what it needs to work, what keys the build, and what wasmgate.json declares. All else stays
 * out (RUSTC_WRAPPER, RUSTC_BOOTSTRAP, CARGO_UNSTABLE_*, what npm and turbo add, what a shell happens to hold), so that a build
 * by hand reads what a build under turbo reads.
 */
export function compilerEnv(env: Env, declared: readonly string[]): Record<string, string> {
  const passed = (name: string) =>
    PASSED.some((pattern) => pattern.test(name)) || isKeyedVariable(name, declared);
  return Object.fromEntries(
    Object.entries(env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && passed(entry[0]),
    ),
  );
}

/** How a subject is built, as far as it decides which variables have an effect. */
export interface VariableUse {
  /** Whether programs are built for the machine itself as well (wasmgate.json: `native`). */
  readonly native?: boolean;
  /** wasmgate.json: `crate.env`. */
  readonly declared?: readonly string[];
  /** Takes paths of this machine out of a value: see neutralText. */
  readonly neutral?: (text: string) => string;
}

/**
 * The variables that reach the compiler and can change what is built, by name, in order: those of the keyed families with their
 * value, those that wasmgate.json declares with a hash of it, since they may be secrets.
 */
export function readCargoVariables(
  env: Env,
  { native = true, declared = [], neutral = (text) => text }: VariableUse = {},
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(env)
      .filter(
        (entry): entry is [string, string] => entry[1] !== undefined && isKeyedVariable(entry[0], declared),
      )
      .filter(([name]) => declared.includes(name) || !WITHOUT_EFFECT.some((pattern) => pattern.test(name)))
      .filter(([name]) => declared.includes(name) || native || !FOREIGN_TARGET.test(name))
      .map(([name, value]) => [name, inFamily(name) ? neutral(value) : digest(value)] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

const digest = (value: string): string => `sha256:${sha256(value).slice(0, 16)}`;
