import { describe, expect, it } from 'vitest';
import type { ProcessResult } from '@wasmgate/process';
import { deadCompiler } from '../src/cargo/dead-compiler.ts';
import { scratchDir } from './support/scratch-subject.ts';

const rustc = '/opt/my tools/bin/rustc';

const failed = (stderr: string, ended: Partial<ProcessResult> = {}): ProcessResult => ({
  ok: false,
  exitCode: 101,
  endedBy: null,
  timedOutMs: null,
  overflowBytes: null,
  stdout: '',
  stderr,
  durationNs: 1,
  ...ended,
});

const dead = (result: ProcessResult) => deadCompiler(result, { rustc, sysroot: scratchDir() });

describe('a compiler that died', () => {
  it.each([
    [
      'rustc',
      'rustc died (signal: 9, SIGKILL: kill)',
      failed(
        `error: could not compile \`tiny\` (lib)\n\nCaused by:\n  process didn't exit successfully: \`'${rustc}' --crate-name tiny\` (signal: 9, SIGKILL: kill)\n`,
      ),
    ],
    [
      'the linker',
      'wasm-ld died (signal: 7 (SIGBUS))',
      failed('error: linking with `wasm-ld` failed: signal: 7 (SIGBUS)\n  |\n  = note: …\n'),
    ],
    ['cargo', 'cargo was ended by SIGSEGV', failed('', { exitCode: null, endedBy: 'SIGSEGV' })],
  ])('%s: the machine is to blame', (_, message, result) => {
    expect(dead(result)).toMatchObject({ exitCode: 3, message: expect.stringContaining(message) });
  });

  it.each([
    [
      'a build script that died',
      "error: failed to run custom build command for `tiny`\n\nCaused by:\n  process didn't exit successfully: `/x/build-script-build` (signal: 6, SIGABRT: process abort signal)\n",
    ],
    ['an error in the source', 'error[E0425]: cannot find value `x` in this scope\n'],
    ['what may be the crate, where nothing is damaged', "error[E0463]: can't find crate for `std`\n"],
  ])('is not %s', (_, stderr) => {
    expect(dead(failed(stderr))).toBeNull();
  });
});
