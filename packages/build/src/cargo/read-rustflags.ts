import type { Cargo } from './cargo.ts';
import { askRustc } from './ask-rustc.ts';
import { mergeCargoConfig } from '@wasmgate/toolchain';
import { needsCfg, userRustflags, type RustflagsConfig } from './user-rustflags.ts';

/** The user's own flags for rustc, wherever cargo would take them from. Throws InputError for a broken configuration. */
export async function readRustflags(cargo: Cargo): Promise<string[]> {
  const { dir, triple, context } = cargo;
  const { env } = context.io;
  if (env['CARGO_ENCODED_RUSTFLAGS'] !== undefined || env['RUSTFLAGS'] !== undefined) {
    return userRustflags(env, { build: null, target: null }, triple, new Set());
  }
  const { table } = mergeCargoConfig(dir, { env, root: dir });
  const config: RustflagsConfig = { build: table['build'], target: table['target'] };
  if (!needsCfg(config)) return userRustflags(env, config, triple, new Set());
  const stdout = await askRustc(cargo, ['--print', 'cfg', '--target', triple]);
  return userRustflags(env, config, triple, new Set(stdout.split('\n').map((line) => line.trim())));
}
