import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { sha256, sha256File } from '../src/sha256.ts';

/** FIPS 180-2, appendix B. */
const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
const MILLION_A = 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0';

test('the examples of the standard, of a text and of bytes', () => {
  expect(sha256('abc')).toBe(ABC);
  expect(sha256(new TextEncoder().encode('abc'))).toBe(ABC);
  expect(sha256('a'.repeat(1_000_000))).toBe(MILLION_A);
  expect(sha256('ä')).toBe(sha256(new Uint8Array([0xc3, 0xa4])));
});

test.each([0, 3, 1024 * 1024, 1024 * 1024 + 1, 5_000_000])(
  'a file of %i bytes has the hash of its bytes',
  (length) => {
    const dir = mkdtempSync(join(tmpdir(), 'wasmgate-'));
    onTestFinished(() => rmSync(dir, { recursive: true }));
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 31) >> 3);
    writeFileSync(join(dir, 'file'), bytes);
    expect(sha256File(join(dir, 'file'))).toBe(sha256(bytes));
  },
);

test('a file that is not there is an error that names it', () => {
  expect(() => sha256File(join(tmpdir(), 'no-such-file'))).toThrow(/no-such-file: does not exist/);
  expect(() => sha256File(tmpdir())).toThrow(/is a folder/);
});
