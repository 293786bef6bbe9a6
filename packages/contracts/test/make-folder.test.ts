import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFileAtomic } from '../src/json-file.ts';
import { makeFolder } from '../src/make-folder.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'wasmgate-folder-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('a folder is made', () => {
  it('with those above it, and again', () => {
    const deep = join(dir, 'a/b/c');
    makeFolder(deep);
    makeFolder(deep);
    makeFolder('/');
    expect(existsSync(deep)).toBe(true);
  });

  it('not below a file', () => {
    writeFileSync(join(dir, 'file'), '');
    expect(() => makeFolder(join(dir, 'file'))).toThrow('EEXIST');
    expect(() => makeFolder(join(dir, 'file/a/b'))).toThrow('ENOTDIR');
  });

  // Node's recursive mkdir never ends there.
  it.skipIf(!existsSync('/proc/self'))('not where nothing can be made, which is said at once', () => {
    expect(() => makeFolder('/proc/wasmgate')).toThrow('ENOENT');
    expect(() => makeFolder('/proc/wasmgate/a/b')).toThrow('ENOENT');
    expect(() => writeFileAtomic('/proc/wasmgate/a/b.json', '')).toThrow(
      '/proc/wasmgate/a/b.json: cannot be written (ENOENT)',
    );
  });
});

it('what is no file is not replaced by one', () => {
  mkdirSync(join(dir, 'folder'));
  expect(() => writeFileAtomic(join(dir, 'folder'), '')).toThrow('no regular file');
  expect(() => writeFileAtomic('/dev/null', '')).toThrow('no regular file');
  writeFileSync(join(dir, 'file'), '');
  expect(() => writeFileAtomic(join(dir, 'file/a.json'), '')).toThrow(
    `cannot be written (${Number(process.versions.node.split('.')[0]) < 22 ? 'ENOTDIR' : 'EEXIST'})`,
  );
});
