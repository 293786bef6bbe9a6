import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { commands } from '../src/commands.ts';

const bin = fileURLToPath(new URL('../bin.js', import.meta.url));
const wasmgate = (...args: string[]) => spawnSync(execPath, [bin, ...args], { encoding: 'utf8' });

it('lists every command, and says what was probably meant', () => {
  const help = execFileSync(execPath, [bin, '--help'], { encoding: 'utf8' });
  for (const { summary } of Object.values(commands)) expect(help.replaceAll(/\s+/g, ' ')).toContain(summary);
  for (const line of help.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  const { status, stderr } = wasmgate('sise', 'app.wasm');
  expect([status, stderr]).toEqual([
    2,
    'wasmgate: there is no command sise (did you mean size?)\n  fix: see wasmgate --help\n',
  ]);
});

it.each(Object.keys(commands))(
  '%s prints help under the name it was called by, with examples, in 80 columns',
  (name) => {
    const { status, stdout, stderr } = wasmgate(name, '--help');
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout.split('\n')[0]).toMatch(new RegExp(`^Usage: wasmgate ${name}`));
    expect(stdout).not.toMatch(/\bwasm-(toolchain|settings|baseline) /);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(commands[name]?.summary);
    expect(stdout).toMatch(new RegExp(`^Examples:\\n(.+\\n)*?.*\\bwasmgate ${name}\\b`, 'm'));
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  },
);

it.skipIf(!existsSync('/dev/full')).each([['--version'], ['--help'], ['verify', '--help'], ['explain']])(
  '%s %s says that its output cannot be written',
  (...args) => {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(execPath, [bin, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', full, 'pipe'],
    });
    closeSync(full);
    expect(status).toBe(3);
    expect(stderr).toMatch(/^wasmgate( [a-z]+)?: stdout: cannot be written \(ENOSPC\)\n( {2}fix: .*\n)?$/);
  },
);

it('explains a code by its page, and lists them', () => {
  const page = readFileSync(new URL('../../../docs/codes/feature_present.md', import.meta.url), 'utf8');
  expect(wasmgate('explain', 'feature_present').stdout).toBe(page);
  expect(wasmgate('explain').stdout).toContain('feature_present\n');
  expect(wasmgate('explain', 'feature_presnt')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('did you mean feature_present?'),
  });
  expect(wasmgate('explain', '../../../README').status).toBe(2);
});
