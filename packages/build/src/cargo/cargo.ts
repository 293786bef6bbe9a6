import { relative } from 'node:path';
import type { ResolvedRust } from '@wasmgate/toolchain';
import type { BuildContext } from '../build-context.ts';
import { cargoFailure } from './cargo-failure.ts';
import { runTool } from '../run-tool.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** cargo as it is run for one crate. */
export interface Cargo {
  readonly rust: ResolvedRust;
  /** Folder that it runs in: the subject. */
  readonly dir: string;
  readonly manifest: string;
  readonly triple: string;
  /** Where cargo puts what it makes. */
  readonly targetDir: string;
  readonly context: BuildContext;
}

/** What turbo and npm add to the environment is none of cargo's business, and build scripts see it. */
const isForeign = (name: string): boolean => /^(?:TURBO_|npm_|NODE_OPTIONS$)/i.test(name);

/** The environment of cargo: the caller's, what the toolchain demands, and what this call sets. */
export function cargoEnv({ rust, context }: Pick<Cargo, 'rust' | 'context'>, own: Env = {}): Env {
  const inherited = Object.entries(context.io.env).filter(([name]) => !isForeign(name));
  return { ...Object.fromEntries(inherited), ...rust.env, ...own };
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
  const result = await runTool({
    file: rust.cargo,
    args,
    cwd: dir,
    env: cargoEnv(cargo, {
      CARGO_TARGET_DIR: targetDir,
      CARGO_BUILD_BUILD_DIR: targetDir,
      CARGO_TERM_COLOR: context.colour ? 'always' : 'never',
      ...own,
    }),
    signal,
    ...(quiet ? {} : { onStderr: show }),
  });
  if (result.exitCode === 0) return result.stdout;
  if (quiet) show(result.stderr);
  throw cargoFailure(result.stderr || `error: cargo was ended by ${result.endedBy ?? 'itself'}`, {
    cargo: rust.source === 'rustup' || rust.source === 'PATH' ? 'cargo' : rust.cargo,
    manifest: relative(dir, manifest),
    triple,
  });
}
