import { relative } from 'node:path';
import { compilerEnv, type ResolvedRust } from '@wasmgate/toolchain';
import { failureText, runProcess, type Environment as Env } from '@wasmgate/process';
import type { BuildContext } from '../build-context.ts';
import { cargoFailure } from './cargo-failure.ts';
import { cargoProgress, SHOWN_PROGRESS } from './cargo-progress.ts';
import { deadCompiler } from './dead-compiler.ts';

/** cargo as it is run for one crate. */
export interface Cargo {
  readonly rust: ResolvedRust;
  /** Folder that it runs in: the subject. */
  readonly dir: string;
  readonly manifest: string;
  readonly triple: string;
  /** Where cargo puts what it makes. */
  readonly targetDir: string;
  /** wasmgate.json: `crate.env`, variables that the crate may read. */
  readonly declared: readonly string[];
  /** wasmgate.json: `crate.c_compiler`, for the native objects of a crate. */
  readonly cCompiler: string | undefined;
  readonly context: BuildContext;
}

const MAX_MESSAGES_BYTES = 256 * 1024 * 1024;

/** A wrapper that the user's configuration names would compile with what nothing is keyed on; empty means none. */
const NO_WRAPPER = { RUSTC_WRAPPER: '', RUSTC_WORKSPACE_WRAPPER: '' };

/** The environment of cargo: what it may have of the caller's, what the toolchain demands, and what this call sets. */
export function cargoEnv(
  { rust, declared, context }: Pick<Cargo, 'rust' | 'declared' | 'context'>,
  own: Env = {},
): Env {
  return { ...compilerEnv(context.io.env, declared), ...rust.env, ...NO_WRAPPER, ...own };
}

/**
 * Runs cargo and gives what it printed. Its progress and rustc's diagnostics go to stderr as they come; when it is to be
 * quiet, only if it fails. Throws InputError or EnvironmentError by what it said.
 */
export async function runCargo(cargo: Cargo, args: readonly string[], own: Env = {}): Promise<string> {
  const { rust, dir, manifest, triple, targetDir, context } = cargo;
  const { io, quiet, progress, signal } = context;
  const show = (text: string) => {
    progress.clear();
    io.stderr.write(text);
  };
  const result = await runProcess({
    file: rust.cargo,
    args,
    cwd: dir,
    env: cargoEnv(cargo, {
      CARGO_TARGET_DIR: targetDir,
      CARGO_BUILD_BUILD_DIR: targetDir,
      CARGO_TERM_COLOR: 'never',
      ...(progress.isLive ? SHOWN_PROGRESS : {}),
      ...own,
    }),
    signal,
    // One JSON message for each unit, with all that rustc said of it.
    maxStdoutBytes: MAX_MESSAGES_BYTES,
    ...(quiet ? {} : { onStderr: progress.isLive ? cargoProgress(progress, show) : show }),
  });
  if (result.ok) return result.stdout;
  if (quiet) show(result.stderr);
  throw (
    deadCompiler(result, rust) ??
    cargoFailure(result.stderr || `error: cargo ${failureText(result)}`, {
      cargo: rust.source === 'rustup' || rust.source === 'PATH' ? 'cargo' : rust.cargo,
      manifest: relative(dir, manifest),
      triple,
    })
  );
}
