import { EnvironmentError } from '@wasmgate/contracts/errors';
import { runProcess } from '@wasmgate/process';
import { cargoEnv, type Cargo } from '../cargo/cargo.ts';

/** The target triple that a toolchain calls its own machine, such as x86_64-unknown-linux-gnu. */
export async function hostTriple(cargo: Cargo): Promise<string> {
  const { rust, dir, context } = cargo;
  const { stdout } = await runProcess({
    file: rust.rustc,
    args: ['-vV'],
    cwd: dir,
    env: cargoEnv(cargo),
    signal: context.signal,
  });
  const host = /^host: ([\w.-]+)$/m.exec(stdout)?.[1];
  if (host !== undefined) return host;
  throw new EnvironmentError(`${rust.rustc} -vV does not say which machine it runs on`, {
    fix: 'npx wasmgate doctor says which Rust this is',
  });
}
