import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Toolchain } from '@wasmgate/contracts/toolchain';
import { isRunnable } from '@wasmgate/process';
import { identify } from '../machine/identity-cache.ts';
import { thisMachine } from '../machine/machine.ts';
import type { RustHome, WasmTarget } from './rust-home.ts';
import type { RustPlace } from './rust-place.ts';
import { probeTool } from '../run-tool.ts';
import type { ToolContext } from '../tool-context.ts';
import {
  parseCargoVersion,
  parseLinkerVersion,
  parseRustcVersion,
  toolchainOf,
  type RustFacts,
} from './toolchain-identity.ts';

/** A toolchain that can build for the target. */
export interface UsableRust extends RustPlace {
  readonly usable: true;
  readonly linker: string;
  /** Version as cargo's `rust-version` counts. */
  readonly release: string;
  readonly toolchain: Toolchain;
}

/** A toolchain that cannot, and why. */
export interface UnusableRust extends RustPlace {
  readonly usable: false;
  readonly reason: string;
  /** True when all it lacks is the target's standard library, whole. */
  readonly lacksTarget: boolean;
}

/** Asks a toolchain what it is, or remembers it. It does not count when it lacks the target's std, cargo or a linker. */
export async function probeRust(
  place: RustPlace,
  target: WasmTarget,
  context: ToolContext,
  cacheDir: string,
): Promise<UsableRust | UnusableRust> {
  const { home } = place;
  const no = (reason: string, lacksTarget = false): UnusableRust => ({
    ...place,
    usable: false,
    reason,
    lacksTarget,
  });
  const damage = home.damage?.(target) ?? null;
  if (damage !== null) return no(`is damaged: ${damage}`, home.provider === 'rustup');
  if (!isRunnable(home.rustc)) return no('has no rustc');
  if (!isRunnable(home.cargo)) return no('has no cargo');
  if (home.linker === null) return no('has no lld that links wasm (rust-lld or wasm-ld)');
  if (!home.targets.includes(target)) return no(`has no standard library for ${target}`, true);
  const facts = await rustFacts(home, home.linker, context, cacheDir);
  if (facts === null) return no('does not run');
  return {
    ...place,
    usable: true,
    linker: home.linker,
    release: facts.release,
    toolchain: toolchainOf(home.provider, thisMachine().platform, facts),
  };
}

async function rustFacts(
  home: RustHome,
  linker: string,
  context: ToolContext,
  cacheDir: string,
): Promise<RustFacts | null> {
  // In a prefix the commands are small scripts: the binaries behind them tell whether anything changed.
  const behind =
    home.manifest === null ? [] : [join(home.sysroot, 'bin', 'rustc'), join(home.sysroot, 'bin', 'cargo')];
  const files = [home.rustc, home.cargo, linker, ...behind, ...home.stdFiles];
  return identify(cacheDir, 'rust', files, async () => {
    const rustc = parseRustcVersion((await probeTool(home.rustc, ['-vV'], context)).stdout);
    const cargo = parseCargoVersion((await probeTool(home.cargo, ['-V'], context)).stdout);
    const flavor = basename(linker).startsWith('rust-lld') ? ['-flavor', 'wasm'] : [];
    const lld = parseLinkerVersion((await probeTool(linker, [...flavor, '--version'], context)).stdout);
    if (rustc === null || cargo === null || lld === null) return null;
    const version = (name: string) =>
      home.manifest === null ? '' : ` (${packageVersion(home.manifest.packages, name)})`;
    return {
      release: rustc.release,
      rustc: `${rustc.line} LLVM ${rustc.llvm}${version(`libllvm${rustc.llvm.split('.')[0] ?? ''}`)}`,
      cargo,
      std: stdOf(home, rustc.commit),
      linker: `${lld}${version('lld-')}`,
    };
  });
}

/** Debian's std and rustup's differ at the same version, as does any other build: what it is must say which one. */
function stdOf(home: RustHome, commit: string): string {
  if (home.manifest !== null)
    return `debian ${packageVersion(home.manifest.packages, 'libstd-rust-dev-wasm32')}`;
  if (home.provider === 'rustup') return `rustup ${commit.slice(0, 9)}`;
  const hash = createHash('sha256');
  for (const file of home.stdFiles) hash.update(basename(file)).update(readFileSync(file));
  return `system sha256:${hash.digest('hex').slice(0, 16)}`;
}

function packageVersion(packages: Readonly<Record<string, string>>, name: string): string {
  const [, version] =
    Object.entries(packages).find(([key]) => key === name) ??
    Object.entries(packages).find(([key]) => key.startsWith(name)) ??
    [];
  return version ?? 'unknown';
}
