import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Writable } from 'node:stream';
import { onTestFinished } from 'vitest';
import { runBin } from '@wasmgate/cli-kit';
import { sizeBin } from '../src/size-bin.ts';

/** A folder that is gone after the test, with these files in it. */
export function folder(files: Readonly<Record<string, Uint8Array | string>> = {}): string {
  const dir = mkdtempSync(join(tmpdir(), 'wasm-size-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), content);
  }
  return dir;
}

/** Runs the bin in a folder, as a shell would. */
export async function runSize(cwd: string, ...argv: readonly string[]) {
  const stdout = collect();
  const stderr = collect();
  const io = { env: {}, cwd, stdout: stdout.stream, stderr: stderr.stream };
  const bin = sizeBin('1.2.3', 'zlib 1 / brotli 1 / test');
  const code = await runBin(bin, argv, io, new AbortController().signal);
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

function collect() {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(String(chunk));
      done();
    },
  });
  return { stream, text: () => chunks.join('') };
}
