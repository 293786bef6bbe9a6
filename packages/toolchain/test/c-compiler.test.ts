import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cCompilerIdentity } from '../src/machine/c-compiler.ts';
import { emptyFolder } from './workspace.ts';

/** A program that says its version, and writes down that it was started. */
function program(file: string, version: string, log: string): void {
  writeFileSync(file, `#!/bin/sh\necho x >> '${log}'\necho 'a remark:'\necho '${version}'\n`);
  chmodSync(file, 0o755);
}

it('is what compiler and archiver say, is asked for once, and again when one of them is another', async () => {
  const [bin, cache] = [emptyFolder(), emptyFolder()];
  const log = join(bin, 'log');
  const env = { PATH: bin, WASMGATE_CACHE: cache };
  program(join(bin, 'my-cc'), 'my-cc version 1.2', log);
  program(join(bin, 'llvm-ar'), '  LLVM version 3.4', log);
  expect(await cCompilerIdentity('my-cc', { env })).toBe('my-cc version 1.2 + LLVM version 3.4');
  expect(await cCompilerIdentity('my-cc', { env })).toBe('my-cc version 1.2 + LLVM version 3.4');
  expect(readFileSync(log, 'utf8')).toBe('x\nx\n');
  program(join(bin, 'llvm-ar'), '  LLVM version 10.20', log);
  expect(await cCompilerIdentity('my-cc', { env })).toBe('my-cc version 1.2 + LLVM version 10.20');
  expect(await cCompilerIdentity('other-cc', { env })).toBeNull();
});
