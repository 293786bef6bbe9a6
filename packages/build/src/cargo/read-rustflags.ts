import type { Cargo } from './cargo.ts';
import { cargoEnv } from './cargo.ts';
import { InputError } from '@wasmgate/contracts/errors';
import { printable } from '@wasmgate/contracts/printable';
import { runTool } from '../run-tool.ts';
import { needsCfg, userRustflags, type RustflagsConfig } from './user-rustflags.ts';

/** The user's own flags for rustc, wherever cargo would take them from. Throws InputError for a broken configuration. */
export async function readRustflags(cargo: Cargo): Promise<string[]> {
  const { rust, dir, triple, context } = cargo;
  const { env } = context.io;
  if (env['CARGO_ENCODED_RUSTFLAGS'] !== undefined || env['RUSTFLAGS'] !== undefined) {
    return userRustflags(env, { build: null, target: null }, triple, new Set());
  }
  const config: RustflagsConfig = {
    build: await readTable(cargo, 'build'),
    target: await readTable(cargo, 'target'),
  };
  if (!needsCfg(config)) return userRustflags(env, config, triple, new Set());
  const { stdout } = await runTool({
    file: rust.rustc,
    args: ['--print', 'cfg', '--target', triple],
    cwd: dir,
    env: cargoEnv(cargo),
    signal: context.signal,
  });
  return userRustflags(env, config, triple, new Set(stdout.split('\n').map((line) => line.trim())));
}

/** One table of cargo's merged configuration; null when it is not there. Other tables may hold credentials. */
async function readTable(cargo: Cargo, table: 'build' | 'target'): Promise<unknown> {
  const { exitCode, stdout, stderr } = await runTool({
    file: cargo.rust.cargo,
    args: ['-Zunstable-options', 'config', 'get', '--format', 'json-value', table],
    cwd: cargo.dir,
    // `cargo config get` is behind this on stable; it reads files, and nothing is compiled here.
    env: cargoEnv(cargo, { RUSTC_BOOTSTRAP: '1', CARGO_TERM_COLOR: 'never' }),
    signal: cargo.context.signal,
  });
  if (exitCode === 0) return JSON.parse(stdout) as unknown;
  if (/config value `[^`]*` is not set/.test(stderr)) return null;
  throw new InputError(`cargo cannot read its configuration: ${printable(stderr.trim())}`, {
    fix: 'correct .cargo/config.toml in the subject, above it, or in the cargo home',
  });
}
