import { Writable } from 'node:stream';
import { runBin, type BinSpec } from '@wasmgate/cli-kit';

class Capture extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

/** Runs a bin with its own streams in `cwd`, and gives what it printed. */
export async function capture(
  spec: BinSpec,
  cwd: string,
  ...argv: string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  const [stdout, stderr] = [new Capture(), new Capture()];
  const io = { env: {}, cwd, stdout, stderr };
  const code = await runBin(spec, argv, io, new AbortController().signal);
  return { code, stdout: stdout.text, stderr: stderr.text };
}
