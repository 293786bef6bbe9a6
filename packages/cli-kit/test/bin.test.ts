import { mkdtempSync, writeFileSync } from 'node:fs';
import { EnvironmentError, InputError } from '@wasmgate/contracts/errors';
import { expect, test } from 'vitest';
import type { BinSpec, CommandSpec } from '../src/index.ts';
import { capture } from '../src/testing.ts';

function bin(run: CommandSpec['run']): BinSpec {
  const summary = 'says what it is given';
  return {
    name: 'wasm-say',
    version: '1.2.3',
    summary,
    examples: ['wasm-say app.wasm'],
    command: {
      summary,
      args: [{ flags: '[wasm]', description: 'a file' }],
      options: [{ flags: '--json', description: 'JSON' }],
      run,
    },
  };
}

test('arguments and options reach the work, and its exit code comes back', async () => {
  const spec = bin(async ({ args, options, io }) => {
    io.stdout.write(`${args.join()} ${JSON.stringify(options)}`);
    return 1;
  });
  expect(await capture(spec, '.', 'a.wasm', '--json')).toEqual({
    code: 1,
    stdout: 'a.wasm {"json":true}',
    stderr: '',
  });
});

test('help shows examples and exit codes and exits 0', async () => {
  const { code, stdout } = await capture(
    bin(async () => 1),
    '.',
    '--help',
  );
  expect(code).toBe(0);
  expect(stdout).toContain('wasm-say app.wasm');
  expect(stdout).toContain('0 clean · 1 violation');
});

test('version exits 0', async () => {
  expect(
    await capture(
      bin(async () => 1),
      '.',
      '--version',
    ),
  ).toEqual({ code: 0, stdout: '1.2.3\n', stderr: '' });
});

test.each([
  ['an unknown option', ['--jsom'], /unknown option '--jsom'/],
  ['too many arguments', ['a', 'b'], /too many arguments/],
])('%s exits 2', async (_what, argv, message) => {
  const { code, stderr } = await capture(
    bin(async () => 0),
    '.',
    ...argv,
  );
  expect(code).toBe(2);
  expect(stderr).toMatch(message);
  expect(stderr).toContain('wasm-say --help');
});

test.each([
  [
    'an input error',
    new InputError('x.wasm: is empty', { fix: 'check the path' }),
    2,
    'wasm-say: x.wasm: is empty\n  fix: check the path\n',
  ],
  ['an environment error', new EnvironmentError('no cc'), 3, 'wasm-say: no cc\n'],
])('%s has its exit code, message and fix', async (_what, error, code, stderr) => {
  const spec = bin(async () => {
    throw error;
  });
  expect(await capture(spec, '.')).toEqual({ code, stdout: '', stderr });
});

test('an unknown error keeps its stack', async () => {
  const { code, stderr } = await capture(
    bin(async () => {
      throw new TypeError('oops');
    }),
    '.',
  );
  expect(code).toBe(3);
  expect(stderr).toMatch(/TypeError: oops\n\s+at /);
});

test.each([
  ['a full disk', () => writeFileSync('/dev/full', 'x'), 'write: the disk is full (ENOSPC)'],
  [
    'no TMPDIR',
    () => mkdtempSync('/nonexistent/x-'),
    '/nonexistent/x-XXXXXX: the folder cannot be made (ENOENT)',
  ],
])('%s is the machine, not a defect', async (_what, work, message) => {
  const spec = bin(async () => {
    work();
    return 0;
  });
  const { code, stderr } = await capture(spec, '.');
  expect(code).toBe(3);
  expect(stderr).toMatch(/^wasm-say: /);
  expect(stderr).toContain(`${message}\n  fix: `);
  expect(stderr).not.toContain('defect');
});
