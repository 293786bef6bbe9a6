import { EnvironmentError } from '@wasmgate/contracts/errors';
import { askRustc } from '../cargo/ask-rustc.ts';
import type { Cargo } from '../cargo/cargo.ts';

/** The target triple that a toolchain calls its own machine, such as x86_64-unknown-linux-gnu. */
export async function hostTriple(cargo: Cargo): Promise<string> {
  const host = /^host: ([\w.-]+)$/m.exec(await askRustc(cargo, ['-vV']))?.[1];
  if (host !== undefined) return host;
  throw new EnvironmentError(`${cargo.rust.rustc} -vV does not say which machine it runs on`, {
    fix: 'npx wasmgate doctor says which Rust this is',
  });
}
