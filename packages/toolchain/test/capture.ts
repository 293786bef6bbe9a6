import { Writable } from 'node:stream';
import { runBin } from '@wasmgate/cli-kit';
import type { ExitCode } from '@wasmgate/contracts/errors';
import { toolchainBin } from '../src/toolchain-bin.ts';

function collector(): { stream: Writable; text: () => string } {
  let all = '';
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      all += String(chunk);
      done();
    },
  });
  return { stream, text: () => all };
}

/** Runs wasm-toolchain in this process. Tests of ours run under turbo too: its variables stay outside. */
export async function runToolchain(
  argv: readonly string[],
  { cwd, env }: { cwd: string; env: Readonly<Record<string, string | undefined>> },
): Promise<{ code: ExitCode; stdout: string; stderr: string }> {
  const [out, err] = [collector(), collector()];
  const io = { env, cwd, stdout: out.stream, stderr: err.stream };
  const code = await runBin(toolchainBin('0.0.0', '20.0.0'), argv, io, new AbortController().signal);
  return { code, stdout: out.text(), stderr: err.text() };
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
