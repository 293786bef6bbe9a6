import { cpSync, existsSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { execPath } from 'node:process';
import { cleanEnvironment, scratchFolder } from '@wasmgate/cli-kit/testing';
import { checkReport } from '@wasmgate/contracts/check';
import { verifyReport } from '@wasmgate/contracts/verify';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { kept, whyNot } from './compilers.ts';

// The examples as a reader builds and gates them, in a repository of their own. Compilers come from npm and PyPI, at these versions, and
// are kept with what they cached.

const root = join(import.meta.dirname, '../..');
const wasmgate = join(root, 'packages/wasmgate/bin.js');
const inherited = {
  ...cleanEnvironment(),
  ZIG_GLOBAL_CACHE_DIR: join(kept, 'zig-cache'),
  PYTHONPATH: join(kept, 'python'),
  PATH: [join(kept, 'npm/node_modules/.bin'), process.env['PATH']].join(delimiter),
};

const repository = scratchFolder(afterAll);
const example = (name: string): string => join(repository, 'examples', name);

/** Runs a command, with everything that it printed as the message when it fails. */
async function run(file: string, args: readonly string[], cwd: string): Promise<string> {
  // No time is looked at: a lock of its own, so that nobody's benchmark is waited for.
  const env = { ...inherited, TMPDIR: repository };
  const options = { cwd, env, extendEnv: false, all: true, reject: false, stdin: 'ignore' } as const;
  const { exitCode, all } = await execa(file, args, options);
  if (exitCode !== 0) throw new Error(`${file} ${args.join(' ')}: exit ${exitCode}\n${all}`);
  return all;
}

beforeAll(async () => {
  cpSync(join(root, 'examples'), join(repository, 'examples'), { recursive: true });
  cpSync(join(root, 'schemas'), join(repository, 'schemas'), { recursive: true });
  const manifest = { name: 'foreign', private: true, workspaces: ['examples/*'] };
  writeFileSync(join(repository, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(repository, 'turbo.json'), '{}');
  await run(execPath, [wasmgate, 'environment'], repository);
});

describe.sequential.each([
  ['assemblyscript', 'assemblyscript', '~lib/rt/itcms'],
  ['c', 'zig', null],
  ['cpp', 'zig', 'squares'],
  ['zig', 'zig', null],
] as const)('the example of %s', (language, tool, owner) => {
  const dir = example(language);

  test('is built by its line, and checked', { timeout: 300_000 }, async ({ skip }) => {
    const reason = await whyNot(tool);
    skip(reason !== null, `${tool} cannot be installed: ${reason}`);
    await run('npm', ['run', 'wasm'], dir);
    const printed = await run(
      execPath,
      [wasmgate, 'check', 'prebuilt/app.wasm', '--no-start', '--json'],
      dir,
    );
    const { verdict, size } = checkReport.check('stdout', JSON.parse(printed));
    expect(verdict).toBe('pass');
    const owners = size.breakdown?.crates.items.map(({ crate }) => crate);
    if (owner !== null) expect(owners).toContain(owner);
  });

  test('passes the gate as a prebuilt subject', { timeout: 300_000 }, async ({ skip }) => {
    skip(!existsSync(join(dir, 'prebuilt/app.wasm')), 'it was not built');
    for (const task of ['settings', 'build', 'size', 'features', 'startup', 'memory', 'compare', 'verify']) {
      await run(execPath, [wasmgate, task], dir);
    }
    expect(verifyReport.read(dir)).toMatchObject({ verdict: 'pass', failures: [] });
  });
});
