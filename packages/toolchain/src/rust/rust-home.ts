import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { findOnPath, isRunnable } from '@wasmgate/process';
import type { Machine } from '../machine/machine.ts';

/** Standard libraries that wasmgate can build for. */
export const WASM_TARGETS = ['wasm32-wasip1', 'wasm32-wasip2', 'wasm32-unknown-unknown'] as const;

/** A target triple that wasmgate can build for. */
export type WasmTarget = (typeof WASM_TARGETS)[number];

/** Name of the file that makes a folder a finished private prefix of Debian packages. */
export const PREFIX_FILE = 'wasmgate-prefix.json';

/** What a finished private prefix says of itself. */
export interface PrefixManifest {
  readonly suite: string;
  /** Version of each package, by name. */
  readonly packages: Readonly<Record<string, string>>;
}

/** A Rust toolchain as it lies on disk; nothing of it was run yet. */
export interface RustHome {
  readonly provider: 'debian' | 'rustup' | 'system';
  readonly sysroot: string;
  readonly rustc: string;
  readonly cargo: string;
  /** An lld that links wasm core modules; null when there is none. */
  readonly linker: string | null;
  /** Targets whose standard library is there. */
  readonly targets: readonly WasmTarget[];
  /** Archives of those standard libraries. */
  readonly stdFiles: readonly string[];
  /** Only in a prefix of Debian packages. */
  readonly manifest: PrefixManifest | null;
  /** What of it wasmgate installed for a target and is no longer as it was; null when all is. Absent: none of it. */
  readonly damage?: (target: WasmTarget) => string | null;
}

type Env = Readonly<Record<string, string | undefined>>;

function list(dir: string): readonly string[] {
  try {
    return readdirSync(dir).toSorted();
  } catch {
    return [];
  }
}

function stdFilesOf(sysroot: string, target: string): readonly string[] {
  const dir = join(sysroot, 'lib', 'rustlib', target, 'lib');
  return list(dir)
    .filter((name) => /^lib(?:std|core|alloc)-[^/]*\.rlib$/.test(name))
    .map((name) => join(dir, name));
}

/** rustup's toolchains and most others carry their own lld; distributions have it as a package. */
function findLinker(sysroot: string, env: Env, exe: string): string | null {
  const rustlib = join(sysroot, 'lib', 'rustlib');
  const own = list(rustlib).map((host) => join(rustlib, host, 'bin', `rust-lld${exe}`));
  const packaged = list('/usr/lib')
    .filter((name) => /^llvm-\d+$/.test(name))
    .toReversed()
    .map((name) => join('/usr/lib', name, 'bin', 'wasm-ld'));
  return own.find(isRunnable) ?? findOnPath(env, 'wasm-ld') ?? packaged.find(isRunnable) ?? null;
}

/** Reads what a private prefix says of itself; null when `dir` is not a finished one. */
function readPrefixManifest(dir: string): PrefixManifest | null {
  try {
    const data = JSON.parse(readFileSync(join(dir, PREFIX_FILE), 'utf8')) as Partial<PrefixManifest> | null;
    if (typeof data?.suite !== 'string' || typeof data.packages !== 'object' || data.packages === null)
      return null;
    return { suite: data.suite, packages: data.packages };
  } catch {
    return null;
  }
}

/**
 * Looks at the toolchain whose sysroot is `sysroot`. `rustc` and `cargo` name the files that lead there where the
 * sysroot has none of its own.
 */
export function readRustHome(
  sysroot: string,
  {
    env,
    machine,
    rustc,
    cargo,
  }: { env: Env; machine: Machine; rustc?: string | null; cargo?: string | null },
): RustHome {
  const { exe } = machine;
  const targets = WASM_TARGETS.filter((target) => stdFilesOf(sysroot, target).length > 0);
  const common = { sysroot, targets, stdFiles: targets.flatMap((target) => stdFilesOf(sysroot, target)) };
  const prefix = dirname(sysroot);
  const manifest = readPrefixManifest(prefix);
  if (manifest !== null) {
    const bin = (name: string) => join(prefix, 'bin', name);
    return {
      ...common,
      provider: 'debian',
      rustc: bin('rustc'),
      cargo: cargo ?? bin('cargo'),
      linker: bin('wasm-ld'),
      manifest,
    };
  }
  const inSysroot = (name: string) => join(sysroot, 'bin', `${name}${exe}`);
  const ownRustc = inSysroot('rustc');
  const besideRustc = (file: string) => join(dirname(file), `cargo${exe}`);
  const isRustups = existsSync(join(sysroot, 'lib', 'rustlib', 'multirust-channel-manifest.toml'));
  return {
    ...common,
    provider: isRustups ? 'rustup' : 'system',
    // The binary itself rather than what led to it: a shim may choose another one in another folder.
    rustc: isRunnable(ownRustc) ? ownRustc : (rustc ?? ownRustc),
    cargo:
      [cargo, inSysroot('cargo'), typeof rustc === 'string' ? besideRustc(rustc) : null].find(
        (file): file is string => typeof file === 'string' && isRunnable(file),
      ) ?? inSysroot('cargo'),
    linker: findLinker(sysroot, env, exe),
    manifest: null,
  };
}

/** True when a `rustc` or `cargo` is rustup's proxy, which chooses a toolchain by folder and may download one. */
export function isRustupProxy(file: string): boolean {
  try {
    const real = realpathSync(file);
    if (basename(real).startsWith('rustup')) return true;
    // rustup also installs its proxies as hard links or copies of itself.
    const rustup = join(dirname(file), `rustup${/\.exe$/.exec(file)?.[0] ?? ''}`);
    return existsSync(rustup) && sameFile(real, realpathSync(rustup));
  } catch {
    return false;
  }
}

function sameFile(a: string, b: string): boolean {
  const [x, y] = [statSync(a), statSync(b)];
  return (x.ino === y.ino && x.dev === y.dev) || x.size === y.size;
}
