import { printable } from '@wasmgate/contracts/printable';
import { NotStartedError, runProcess } from '@wasmgate/process';
import { cargoEnv, type Cargo } from '../cargo/cargo.ts';

const UNKNOWN = 'unknown';
/** A linker that does not say at once what it is says nothing. */
const DEADLINE_MS = 10_000;

/**
 * What links for the machine itself, in its own words, such as `cc (Debian 12.2.0-14) 12.2.0`: rustc calls `cc`, or what cargo's
 * variable for the target names. `unknown` where it does not say (on Windows rustc finds it by itself).
 */
export async function hostLinker(cargo: Cargo): Promise<string> {
  const env = cargoEnv(cargo);
  const named = env[`CARGO_TARGET_${cargo.triple.toUpperCase().replaceAll('-', '_')}_LINKER`];
  const call = {
    args: ['--version'],
    cwd: cargo.dir,
    env,
    signal: cargo.context.signal,
    deadlineMs: DEADLINE_MS,
  };
  try {
    const file = named || 'cc';
    const { ok, stdout, timedOutMs } = await runProcess({ ...call, file });
    if (timedOutMs !== null) {
      const seconds = DEADLINE_MS / 1000;
      cargo.context.progress.step(
        `${file} --version: no answer in ${seconds} s; it is recorded as ${UNKNOWN}`,
      );
    }
    const [line = ''] = stdout.split('\n');
    return (ok && printable(line.trim(), 120)) || UNKNOWN;
  } catch (error) {
    if (error instanceof NotStartedError) return UNKNOWN;
    throw error;
  }
}
