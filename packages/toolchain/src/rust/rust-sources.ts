import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EnvironmentError } from '@wasmgate/contracts/errors';
import { findOnPath, isRunnable } from '@wasmgate/process';
import { identify } from '../machine/identity-cache.ts';
import { homeFolder, thisMachine } from '../machine/machine.ts';
import { isRustupProxy, readRustHome, type RustHome } from './rust-home.ts';
import { runTool } from '../run-tool.ts';
import type { Settings } from '../settings.ts';
import type { ToolContext } from '../tool-context.ts';

/** Where a toolchain was looked for. */
export type RustSource = 'WASMGATE_RUSTC' | 'PATH' | 'rustup' | 'Debian packages';

/** A toolchain and how it was found. */
export interface RustPlace {
  readonly source: RustSource;
  readonly home: RustHome;
}

/** The folder in which prefixes of Debian packages are installed. */
export function rustCacheDir({ cacheDir }: Pick<Settings, 'cacheDir'>): string {
  return join(cacheDir, 'rust');
}

/** The folder in which rustup keeps its toolchains. */
function rustupHome(env: ToolContext['env']): string {
  return env['RUSTUP_HOME'] || join(homeFolder(env), '.rustup');
}

function folders(dir: string): readonly string[] {
  try {
    return readdirSync(dir)
      .filter((name) => !name.startsWith('.'))
      .toSorted()
      .map((name) => join(dir, name));
  } catch {
    return [];
  }
}

/** rustup's toolchains, the user's default first. Reads folders; runs nothing and so downloads nothing. */
function rustupToolchains(env: ToolContext['env']): readonly string[] {
  const home = rustupHome(env);
  const all = folders(join(home, 'toolchains'));
  let wanted: string | undefined;
  try {
    wanted = /^default_toolchain\s*=\s*"([^"]+)"/m.exec(
      readFileSync(join(home, 'settings.toml'), 'utf8'),
    )?.[1];
  } catch {
    return all;
  }
  const isDefault = (dir: string) => wanted !== undefined && dir === join(home, 'toolchains', wanted);
  return [...all.filter(isDefault), ...all.filter((dir) => !isDefault(dir))];
}

async function sysrootOf(
  rustc: string,
  { env, signal }: ToolContext,
  cacheDir: string,
): Promise<string | null> {
  return identify(cacheDir, 'sysroot', [rustc], async () => {
    const { ok, stdout } = await runTool(rustc, ['--print', 'sysroot'], { env, signal });
    return ok && stdout.trim() !== '' ? stdout.trim() : null;
  });
}

/** The toolchain that WASMGATE_RUSTC names; null when it is not set. Throws EnvironmentError when it cannot be run. */
export async function explicitRust(context: ToolContext, settings: Settings): Promise<RustPlace | null> {
  const { rustc, cargo, cacheDir } = settings;
  if (rustc === null) return null;
  const fix =
    'name the rustc binary of a toolchain that has a wasm32 standard library, or unset WASMGATE_RUSTC';
  if (!isRunnable(rustc)) throw new EnvironmentError(`WASMGATE_RUSTC: ${rustc} is not a program`, { fix });
  if (cargo !== null && !isRunnable(cargo)) {
    throw new EnvironmentError(`WASMGATE_CARGO: ${cargo} is not a program`, { fix: 'unset WASMGATE_CARGO' });
  }
  const sysroot = await sysrootOf(rustc, context, cacheDir);
  if (sysroot === null) throw new EnvironmentError(`WASMGATE_RUSTC: ${rustc} cannot be run`, { fix });
  return {
    source: 'WASMGATE_RUSTC',
    home: readRustHome(sysroot, { env: context.env, machine: thisMachine(), rustc, cargo }),
  };
}

/** Every toolchain that is installed on this machine, in the order of preference. */
export async function installedRust(context: ToolContext, settings: Settings): Promise<readonly RustPlace[]> {
  const { env } = context;
  const machine = thisMachine();
  const places: RustPlace[] = [];
  const onPath = findOnPath(env, 'rustc');
  // rustup's proxies lead to rustup's own toolchains, which are looked at below, without running the proxy.
  if (onPath !== null && !isRustupProxy(onPath)) {
    const sysroot = await sysrootOf(onPath, context, settings.cacheDir);
    const cargo = findOnPath(env, 'cargo');
    const usable = cargo === null || isRustupProxy(cargo) ? null : cargo;
    if (sysroot !== null) {
      places.push({
        source: 'PATH',
        home: readRustHome(sysroot, { env, machine, rustc: onPath, cargo: usable }),
      });
    }
  }
  for (const dir of rustupToolchains(env)) {
    places.push({ source: 'rustup', home: readRustHome(dir, { env, machine }) });
  }
  for (const prefix of folders(rustCacheDir(settings))) {
    const home = readRustHome(join(prefix, 'usr'), { env, machine });
    if (home.provider === 'debian') places.push({ source: 'Debian packages', home });
  }
  return places;
}
