import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sizeSettings, sizeSettingsOf, type SizeSettings } from '@wasmgate/contracts/settings/size';
import type { Report } from '@wasmgate/contracts/report';
import { readWasmInput, reportBin } from '../src/index.ts';
import { capture } from '../src/testing.ts';

class WasmFormatError extends Error {
  override readonly name = 'WasmFormatError';
}

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'wasmgate-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

type Verdict = SizeSettings & { verdict: 'pass' | 'fail' };

/** A report bin over a real report: a slice of settings is the smallest; its verdict rides along. */
const bin = reportBin<Verdict, SizeSettings>({
  settings: { read: sizeSettings.read, derive: (subject) => sizeSettingsOf(subject, 'by hand') },
  name: 'wasm-look',
  version: '0.0.0',
  summary: 'looks',
  examples: [],
  report: {
    ...(sizeSettings as unknown as Report<Verdict>),
    text: ({ verdict: _verdict, ...slice }) => sizeSettings.text(slice),
    write: (to, { verdict: _verdict, ...slice }) => sizeSettings.write(to, slice),
    writeTo: (to, { verdict: _verdict, ...slice }) => sizeSettings.writeTo(to, slice),
  },
  measure: async (input) => {
    const { parsed } = readWasmInput(input.file, (bytes) => {
      if (bytes[0] !== 0) throw new WasmFormatError('not WebAssembly at byte 0x0 (0)');
      return bytes.length;
    });
    return {
      schema_version: 1,
      subject: 's',
      compressor: `${parsed}`,
      verdict: parsed > 4 ? 'fail' : 'pass',
    };
  },
  render: async (report) => `length ${report.compressor}`,
});

test('a file given by path is only printed, unless --out says where', async () => {
  writeFileSync(join(dir, 'a.wasm'), Buffer.alloc(4));
  expect(await capture(bin, dir, 'a.wasm')).toMatchObject({ code: 0, stdout: 'length 4\n' });
  expect(await capture(bin, dir, 'a.wasm', '--json', '--out', 'b.json')).toMatchObject({
    code: 0,
  });
  const { stdout } = await capture(bin, dir, 'a.wasm', '--json');
  expect(JSON.parse(stdout)).toMatchObject({ compressor: '4' });
  expect(sizeSettings.check('b.json', JSON.parse(stdout))).toMatchObject({ compressor: '4' });
});

test('a violation exits 1, and 0 with --exit-zero', async () => {
  writeFileSync(join(dir, 'a.wasm'), Buffer.alloc(5));
  expect(await capture(bin, dir, 'a.wasm')).toMatchObject({ code: 1, stdout: 'length 5\n' });
  expect(await capture(bin, dir, 'a.wasm', '--exit-zero', '--quiet')).toMatchObject({
    code: 0,
    stdout: '',
  });
});

test('in a subject the report goes to its target folder', async () => {
  writeFileSync(join(dir, 'wasmgate.json'), '{"wasm":"prebuilt/a.wasm"}');
  mkdirSync(join(dir, 'target/wasm-bench/build'), { recursive: true });
  writeFileSync(join(dir, 'target/wasm-bench/build/shipped.wasm'), Buffer.alloc(3));
  expect(await capture(bin, dir)).toMatchObject({ code: 0 });
  expect(sizeSettings.read(dir).compressor).toBe('3');
});

test('under turbo without its slice a tool stops, and names the task that makes it', async () => {
  writeFileSync(join(dir, 'wasmgate.json'), '{"wasm":"prebuilt/a.wasm"}');
  const { code, stderr } = await capture(bin, { cwd: dir, env: { TURBO_HASH: 'x' } });
  expect(code).toBe(2);
  expect(stderr).toMatch(/settings\/size\.json: does not exist[\s\S]*npx turbo run settings/);
});

test('under turbo a missing artifact is an error, not a build; wasmgate.json is not read', async () => {
  writeFileSync(join(dir, 'wasmgate.json'), 'no JSON');
  sizeSettings.write(dir, { schema_version: 1, subject: 's', compressor: 'under turbo' });
  const { code, stderr } = await capture(bin, { cwd: dir, env: { TURBO_HASH: 'x' } });
  expect(code).toBe(2);
  expect(stderr).toMatch(/shipped\.wasm .*is missing[\s\S]*npx turbo run build/);
});

test.each([
  ['missing', 'absent.wasm', /does not exist/],
  ['a folder', '.', /is a folder/],
  ['empty', 'empty.wasm', /is empty/],
  ['no WebAssembly', 'text.wasm', /text\.wasm: not WebAssembly at byte 0x0/],
  ['neither a subject nor a path', undefined, /no wasmgate\.json here/],
])('input that is %s exits 2 with one message', async (_what, path, message) => {
  writeFileSync(join(dir, 'empty.wasm'), '');
  writeFileSync(join(dir, 'text.wasm'), '(module)');
  const { code, stderr, stdout } = await capture(bin, dir, ...(path === undefined ? [] : [path]));
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(message);
  expect(stderr).toMatch(/\n {2}fix: /);
});
