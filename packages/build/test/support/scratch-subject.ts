import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Writable } from 'node:stream';
import type { Progress } from '@wasmgate/cli-kit';
import { readSubject, type Subject, type SubjectConfig } from '@wasmgate/contracts/subject';
import { onTestFinished } from 'vitest';
import type { BuildContext } from '../../src/build-context.ts';

/** A folder that goes away with the test. */
export function scratchDir(name = 'wasmgate build'): string {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), `${name} `)));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** Writes files, given by their path in the folder. */
export function writeFiles(dir: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), content);
  }
}

/** A subject in a folder of its own, named `subject`. */
export function scratchSubject(
  config: SubjectConfig,
  files: Readonly<Record<string, string | Uint8Array>>,
  dir = join(scratchDir(), 'subject'),
): Subject {
  writeFiles(dir, { ...files, 'wasmgate.json': JSON.stringify(config) });
  const subject = readSubject(dir);
  if (subject === null) throw new Error('no subject');
  return subject;
}

/** The environment of this process without what turbo, cargo's caller or vitest put there. */
export function cleanEnv(own: Readonly<Record<string, string | undefined>> = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(?:TURBO_|VITEST|RUSTFLAGS$|CARGO_(?!HOME))/.test(name),
  );
  return { ...Object.fromEntries(inherited), ...own };
}

const silent: Progress = { step: () => {}, tick: () => {}, clear: () => {}, isLive: false };

/** A context that keeps what goes to stderr. */
export function scratchContext(env = cleanEnv(), signal = new AbortController().signal) {
  const said: string[] = [];
  const stderr = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      said.push(chunk.toString());
      done();
    },
  });
  const context: BuildContext = {
    io: { env, stderr },
    progress: silent,
    signal,
    quiet: false,
  };
  return { context, stderr: () => said.join('') };
}
