import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from '@wasmgate/cli-kit/testing';
import { expect, onTestFinished, test } from 'vitest';
import { sysrootOf } from '../src/rust/sysroot-of.ts';

test.skipIf(process.platform === 'win32')(
  'a rustc that hangs is passed over, and a line says so',
  async () => {
    const dir = scratchFolder(onTestFinished, { rustc: '#!/bin/sh\nexec sleep 600\n' });
    const rustc = join(dir, 'rustc');
    chmodSync(rustc, 0o755);
    const lines: string[] = [];
    const progress = { step: (line: string) => void lines.push(line), tick: () => {} };
    expect(await sysrootOf(rustc, { env: process.env, dir, progress }, join(dir, 'cache'))).toBeNull();
    expect(lines).toEqual([`${rustc} --print sysroot: no answer in 10 s; passed over`]);
  },
);
