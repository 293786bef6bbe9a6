import { capture } from '@wasmgate/cli-kit/testing';
import { toolchainBin } from '../src/toolchain-bin.ts';

/** Runs wasm-toolchain in this process. Tests of ours run under turbo too: its variables stay outside. */
export async function runToolchain(
  argv: readonly string[],
  place: { cwd: string; env: Readonly<Record<string, string | undefined>> },
) {
  return capture(toolchainBin('0.0.0', '20.0.0'), place, ...argv);
}

/** The environment of the tests without what would steer wasmgate: the ordinary cache, nothing locked. */
export function ordinaryEnv(
  more: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string | undefined>> {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('TURBO_') && (!name.startsWith('WASMGATE_') || name === 'WASMGATE_CACHE'),
  );
  return { ...Object.fromEntries(kept), ...more };
}
