import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Writable } from 'node:stream';
import type { ExitCode } from '@wasmgate/contracts/errors';
import { runBin, type BinSpec } from './bin.ts';

class Capture extends Writable {
  text = '';
  readonly isTTY: boolean;
  readonly columns: number | undefined;

  constructor(columns: number | undefined) {
    super();
    this.isTTY = columns !== undefined;
    this.columns = columns;
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

/** Where a captured bin runs: a folder, what it sees of the environment (default: nothing), when, and on how wide a terminal (default: none). */
type Place =
  | string
  | {
      readonly cwd: string;
      readonly env?: Readonly<Record<string, string | undefined>>;
      readonly now?: () => Date;
      readonly columns?: number;
    };

/** Runs a bin in this process with streams of its own, as a shell would, and gives what it printed. For tests. */
export async function capture(
  spec: BinSpec,
  place: Place,
  ...argv: readonly string[]
): Promise<{ code: ExitCode; stdout: string; stderr: string }> {
  const {
    cwd,
    env = {},
    now = () => new Date(),
    columns,
  } = typeof place === 'string' ? { cwd: place } : place;
  const [stdout, stderr] = [new Capture(columns), new Capture(columns)];
  const code = await runBin(spec, argv, { env, cwd, stdout, stderr, now }, new AbortController().signal);
  return { code, stdout: stdout.text, stderr: stderr.text };
}

/** A temporary folder with these files in it (by path); `whenDone` is given what removes it again. For tests. */
export function scratchFolder(
  whenDone: (remove: () => void) => void,
  files: Readonly<Record<string, Uint8Array | string>> = {},
): string {
  const dir = mkdtempSync(join(tmpdir(), 'wasmgate-'));
  whenDone(() => rmSync(dir, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), content);
  }
  return dir;
}

/** This process's environment without turbo's own variables: a test may itself run under turbo. */
export function cleanEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !/^(TURBO_|npm_|VITEST|NODE_ENV)/.test(entry[0]),
  );
  return { ...Object.fromEntries(entries), TURBO_TELEMETRY_DISABLED: '1', NO_COLOR: '1' };
}
