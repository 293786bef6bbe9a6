import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { cleanEnvironment } from '@wasmgate/cli-kit/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runHere, wordsOf } from '../test/documented-commands.ts';

const root = join(import.meta.dirname, '../..');
let folder = '';

beforeAll(() => {
  // In the repository, whose git `baseline --diff` asks, and below what it ignores.
  mkdirSync(join(root, 'target'), { recursive: true });
  folder = mkdtempSync(join(root, 'target', 'documented-'));
  copyFileSync(join(root, 'subjects/echo-module-talc/baseline/named.wasm'), join(folder, 'app.wasm'));
  copyFileSync(join(root, 'subjects/echo-module/baseline/named.wasm'), join(folder, 'old.wasm'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each(Object.entries(runHere))('%s', (command, expected) => {
  const [, , ...args] = wordsOf(command);
  const bin = join(root, 'packages/wasmgate/bin.js');
  const { status, stderr } = spawnSync(execPath, [bin, ...args], {
    cwd: folder,
    env: cleanEnvironment(),
    encoding: 'utf8',
  });
  expect(status, stderr).toBe(expected);
});
