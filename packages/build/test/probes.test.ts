import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { askRustc } from '../src/cargo/ask-rustc.ts';
import type { Cargo } from '../src/cargo/cargo.ts';
import { hostLinker } from '../src/native/host-linker.ts';
import { cleanEnv, scratchContext, scratchDir, writeFiles } from './support/scratch-subject.ts';

/** A toolchain whose compiler and linker are a program that never answers. */
function hanging(steps: string[]): Cargo {
  const dir = scratchDir();
  const file = join(dir, 'hangs');
  writeFiles(dir, { hangs: '#!/bin/sh\nexec sleep 600\n' });
  chmodSync(file, 0o755);
  const { context } = scratchContext(cleanEnv());
  const progress = { ...context.progress, step: (line: string) => void steps.push(line) };
  const rust = { rustc: file, sysroot: dir, env: { CARGO_TARGET_X_LINKER: file } };
  return {
    rust: rust as unknown as Cargo['rust'],
    dir,
    manifest: '',
    triple: 'x',
    targetDir: dir,
    declared: [],
    cCompiler: undefined,
    context: { ...context, progress },
  };
}

describe
  .skipIf(process.platform === 'win32')
  .concurrent('what hangs when it is asked for its version', () => {
    it('as a linker is unknown, after some seconds and with a line', async () => {
      const steps: string[] = [];
      expect(await hostLinker(hanging(steps))).toBe('unknown');
      expect(steps).toEqual([expect.stringMatching(/hangs --version: no answer in 10 s; /)]);
    });

    it('as rustc is an error of the machine, after some seconds', async () => {
      await expect(askRustc(hanging([]), ['-vV'])).rejects.toMatchObject({
        exitCode: 3,
        message: expect.stringMatching(/hangs -vV did not end within 10000 ms/),
      });
    });
  });
