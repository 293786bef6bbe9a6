import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { platform } from 'node:process';
import { expect, onTestFinished, test } from 'vitest';
import { findOnPath, installedPackage } from '../src/index.ts';
import { scratchFolder } from './scratch-folder.ts';

test.skipIf(platform === 'win32')('a command is the first file on PATH that can be run', () => {
  const dir = scratchFolder(onTestFinished);
  const [first, second, third] = ['a', 'b', 'c'].map((name) => join(dir, name)) as [string, string, string];
  mkdirSync(join(first, 'tool'), { recursive: true });
  mkdirSync(second);
  mkdirSync(third);
  writeFileSync(join(second, 'tool'), '', { mode: 0o644 });
  writeFileSync(join(third, 'tool'), '', { mode: 0o755 });
  const env = { PATH: ['', first, second, third].join(delimiter) };
  expect(findOnPath(env, 'tool')).toBe(join(third, 'tool'));
  chmodSync(join(second, 'tool'), 0o755);
  expect(findOnPath(env, 'tool')).toBe(join(second, 'tool'));
  expect(findOnPath(env, 'other')).toBeNull();
  expect(findOnPath({}, 'tool')).toBeNull();
});

test('an npm package is found from a folder on upwards, with its commands', () => {
  const dir = scratchFolder(onTestFinished);
  const put = (folder: string, text: string) => {
    mkdirSync(join(dir, folder), { recursive: true });
    writeFileSync(join(dir, folder, 'package.json'), text);
  };
  put('node_modules/@x/tool', '{"version":"1.0.0","bin":{"tool":"bin/tool.js"},"exports":{}}');
  put('inner/node_modules/one', '{"version":"2.0.0","bin":"one.js"}');
  put('node_modules/broken', '{');
  const from = join(dir, 'inner/src');
  expect(installedPackage('@x/tool', from)).toMatchObject({
    dir: join(dir, 'node_modules/@x/tool'),
    version: '1.0.0',
  });
  expect(installedPackage('@x/tool', from).bin('tool')).toBe(join(dir, 'node_modules/@x/tool/bin/tool.js'));
  expect(installedPackage('one', from).bin('one')).toBe(join(dir, 'inner/node_modules/one/one.js'));
  for (const broken of ['missing', 'broken']) {
    expect(() => installedPackage(broken, from)).toThrow(
      expect.objectContaining({ exitCode: 3, message: expect.stringContaining(broken) }),
    );
  }
  expect(() => installedPackage('@x/tool', from).bin('other')).toThrow('@x/tool');
});
