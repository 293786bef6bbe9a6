import { join } from 'node:path';
import { stderr } from 'node:process';
import { resolveRust, type ToolContext } from '@wasmgate/toolchain';
import type { StartResult } from '@wasmgate/startup-bench/src/child/job.ts';
import { EnvironmentError } from '@wasmgate/contracts/errors';
import { bareEnvironment, failureText, runProcess } from '@wasmgate/process';

/** How the host resolves imports: anew for each instance, or once. */
export type HostWay = 'linker' | 'instance_pre';

/** What the host writes: the meter's own words, as far as both measure the same. */
export type HostStart = Pick<
  StartResult,
  'phases' | 'warmNs' | 'warmStoreNs' | 'warmDropNs' | 'warmSwitches' | 'clockFloorNs'
>;

const HOST_DIR = join(import.meta.dirname, '../host');
/** What wasmtime 49 asks for. */
const RUST_VERSION = '1.96';

/** The compiled host. */
export interface NativeHost {
  readonly program: string;
  /** rustc's version. */
  readonly rustc: string;
}

/**
 * Builds bench/host with the Rust that wasmgate finds for its subjects: some minutes the first time, nothing when it is built.
 * Throws EnvironmentError when there is no Rust or cargo fails.
 */
export async function buildNativeHost(context: ToolContext): Promise<NativeHost> {
  const rust = await resolveRust({ target: 'wasm32-wasip2', rustVersion: RUST_VERSION }, context);
  context.progress.step('building bench/host with cargo: some minutes the first time');
  const manifest = join(HOST_DIR, 'Cargo.toml');
  const built = await runProcess({
    file: rust.cargo,
    args: ['build', '--release', '--locked', `--manifest-path=${manifest}`],
    env: { ...context.env, ...rust.env, CARGO_TARGET_DIR: join(HOST_DIR, 'target') },
    signal: context.signal,
    onStderr: (text) => void stderr.write(text),
  });
  if (!built.ok) {
    throw new EnvironmentError(`cargo could not build ${manifest}`, { fix: 'see its words above' });
  }
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    program: join(HOST_DIR, 'target/release', `startup-host${suffix}`),
    rustc: rust.toolchain.rustc.split(' ')[0] ?? '',
  };
}

/** Runs one job in a fresh process without environment, and gives what it wrote. Throws when it fails. */
export async function runNativeHost(
  { program }: NativeHost,
  job: Readonly<Record<string, string | number | boolean>>,
): Promise<string> {
  const words = Object.entries(job).map(([key, value]) => `${key}=${value}`);
  const ended = await runProcess({ file: program, args: words, env: bareEnvironment() });
  if (!ended.ok) throw new Error(`the native host ${failureText(ended)}:\n${ended.stderr}`);
  return ended.stdout;
}
