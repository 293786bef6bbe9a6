import { Writable } from 'node:stream';
import { runBin, type BinSpec } from '../src/index.ts';

class Capture extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

/** Runs a bin with its own streams and gives what it printed. */
export async function capture(
  spec: BinSpec,
  argv: readonly string[],
  { cwd = process.cwd(), env = {} }: { cwd?: string; env?: Record<string, string> } = {},
): Promise<{ code: number; stdout: string; stderr: string }> {
  const stdout = new Capture();
  const stderr = new Capture();
  const code = await runBin(spec, argv, { env, cwd, stdout, stderr }, new AbortController().signal);
  return { code, stdout: stdout.text, stderr: stderr.text };
}
