import { readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { whileTicking } from '@wasmgate/cli-kit';
import { findOnPath } from '@wasmgate/process';
import { homeFolder, thisMachine } from '../machine/machine.ts';
import { subfolders } from '../machine/subfolders.ts';
import { probeTool, runTool } from '../run-tool.ts';
import { readRustHome, WASM_TARGETS, type RustHome, type WasmTarget } from '../rust/rust-home.ts';
import { satisfiesRustVersion } from '../rust/rust-version.ts';
import { parseRustcVersion } from '../rust/toolchain-identity.ts';
import type { Settings } from '../settings.ts';
import type { ToolContext } from '../tool-context.ts';
import type { InstallRequest, Provider } from './provider.ts';
import { addedTarget, isRecorded, recordTarget, targetDamage, type AddedTarget } from './rustup-record.ts';

const NAME = 'rustup';
const TIMEOUT_MS = 15 * 60_000;

/** rustup's toolchains, to which it can add a target. */
export const rustup: Provider = {
  name: NAME,
  find: async ({ env }, settings) =>
    homes(env).map((home) => ({
      ...home,
      damage: (target) => targetDamage(addedTarget(home, target, settings)),
    })),
  installer: {
    lockName: 'rustup',
    canPick: true,
    byHand: (target, release) => `rustup toolchain install ${release} --target ${target}`,
    means: ({ env }) => {
      const where = findOnPath(env, 'rustup');
      if (where === null) return { can: false, tools: 'rustup', why: 'rustup: not on PATH' };
      return { can: true, how: 'rustup target add', tools: 'rustup', detail: '', where };
    },
    installed: (context, settings) =>
      homes(context.env).flatMap((home) =>
        WASM_TARGETS.flatMap((target) => {
          const added = addedTarget(home, target, settings);
          if (!isRecorded(added)) return [];
          const remove = () => removeTarget(home, target, added, context);
          return [{ name: `${target} of rustup's ${basename(home.sysroot)}`, ...added, remove }];
        }),
      ),
    install: async (request, context, settings) =>
      (await addTarget(request, context, settings)) ? request.find() : null,
  },
};

const homes = (env: ToolContext['env']): RustHome[] =>
  toolchains(env).map((dir) => readRustHome(dir, { env, machine: thisMachine() }));

/** rustup would not add what it believes to be there. */
async function removeTarget(
  { sysroot }: RustHome,
  target: WasmTarget,
  { record }: AddedTarget,
  { env, signal }: ToolContext,
): Promise<void> {
  const program = findOnPath(env, 'rustup');
  const args = ['target', 'remove', target, '--toolchain', basename(sysroot)];
  if (program !== null) await runTool(program, args, { env, signal, timeoutMs: TIMEOUT_MS });
  rmSync(record, { force: true });
}

/** The user's default first. Reads folders; runs nothing and so downloads nothing. */
function toolchains(env: ToolContext['env']): readonly string[] {
  const home = env['RUSTUP_HOME'] || join(homeFolder(env), '.rustup');
  const all = subfolders(join(home, 'toolchains'));
  const wanted = defaultToolchain(join(home, 'settings.toml'));
  const isDefault = (dir: string) => basename(dir) === wanted;
  return [...all.filter(isDefault), ...all.filter((dir) => !isDefault(dir))];
}

function defaultToolchain(settings: string): string | undefined {
  try {
    return /^default_toolchain\s*=\s*"([^"]+)"/m.exec(readFileSync(settings, 'utf8'))?.[1];
  } catch {
    return undefined;
  }
}

/**
 * Asks rustup to add a target to one of its toolchains that is new enough (and, with `only`, is that very rustc), and says so. False, with the reason printed,
 * when there is none or rustup cannot (offline, a mirror without it): then the next source is tried.
 */
async function addTarget(
  { target, rustVersion, only, seen }: InstallRequest,
  context: ToolContext,
  settings: Settings,
): Promise<boolean> {
  const { env, signal, progress } = context;
  const program = findOnPath(env, 'rustup');
  if (program === null) return false;
  for (const { home } of seen.filter(
    (place) => !place.usable && place.source === NAME && place.lacksTarget,
  )) {
    const { stdout } = await probeTool(home.rustc, ['-vV'], context);
    const version = parseRustcVersion(stdout);
    if (version === null || version.release.includes('-')) continue;
    if (!satisfiesRustVersion(version.release, rustVersion)) continue;
    if (only !== null && !only.rustc.startsWith(version.line)) continue;
    const name = basename(home.sysroot);
    progress.step(
      `Rust for WebAssembly: rustup target add ${target} --toolchain ${name} (about 25 MB, to ${home.sysroot})`,
    );
    const added = addedTarget(home, target, settings);
    if (added !== null && targetDamage(added) !== null) await removeTarget(home, target, added, context);
    const result = await whileTicking(`adding ${target}`, progress.tick, () =>
      runTool(program, ['target', 'add', target, '--toolchain', name], {
        env,
        signal,
        timeoutMs: TIMEOUT_MS,
      }),
    );
    if (result.ok) {
      if (added !== null) recordTarget(added);
      return true;
    }
    progress.step(
      `rustup could not add it: ${result.failure.split('\n').findLast((line) => line.trim() !== '') ?? ''}`,
    );
  }
  return false;
}
