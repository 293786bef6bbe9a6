import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath, kill, platform } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

// Real processes: signals and the end of a parent cannot be had within this one.

const bin = [
  execPath,
  '--import',
  import.meta.resolve('tsx'),
  fileURLToPath(new URL('bin-that-works.ts', import.meta.url)),
];

let dir: string;
const started: ChildProcess[] = [];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'wasmgate-main-'));
});
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  rmSync(dir, { recursive: true, force: true });
});

const file = (name: string): string => join(dir, name);
const shell = (script: string): string[] => ['sh', '-c', script, 'sh'];

/** Starts a program that has the end of a file's life to itself. */
function start(argv: readonly string[], env: Record<string, string> = {}): ChildProcess {
  const [command, ...args] = argv as [string, ...string[]];
  const child = spawn(command, args, {
    cwd: dir,
    env: { PATH: process.env['PATH'], ...env },
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  started.push(child);
  return child;
}

/** Waits for what a file holds. */
async function textOf(name: string): Promise<string> {
  for (let tries = 0; tries < 600; tries++) {
    const text = existsSync(file(name)) ? readFileSync(file(name), 'utf8') : '';
    if (text.endsWith('\n')) return text;
    await sleep(50);
  }
  throw new Error(`${name} was not written`);
}

const pidIn = async (name: string): Promise<number> => Number(await textOf(name));

async function ends(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 200; tries++) {
    try {
      kill(pid, 0);
    } catch {
      return true;
    }
    await sleep(50);
  }
  return false;
}

describe.skipIf(platform === 'win32')('a signal', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    '%s ends a bin that computes and hears nothing',
    async (name) => {
      const child = start([...bin, 'compute']);
      await pidIn('pid');
      child.kill(name);
      const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
      expect([code, signal]).toEqual([null, name]);
    },
  );

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    '%s: a bin ends its children, removes its folders, and dies of it',
    async (name) => {
      const child = start([...bin, 'wait']);
      const [pid, grandchild] = [await pidIn('pid'), await pidIn('child')];
      expect(readdirSync(dir).some((entry) => entry.startsWith('scratch-'))).toBe(true);
      let said = '';
      child.stderr?.on('data', (text) => (said += String(text)));
      kill(pid, name);
      const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
      expect([code, signal]).toEqual([null, name]);
      expect(said).toContain(`works: stopped by ${name}`);
      expect(await ends(grandchild)).toBe(true);
      expect(readdirSync(dir).toSorted()).toEqual(['child', 'pid']);
    },
  );
});

describe.skipIf(platform !== 'linux')('a bin that nobody waits for any more ends', () => {
  it.each([
    ['its parent', [...shell('"$@"; true'), ...bin]],
    ['the one above, as npm is above its shell', [...shell('sh -c \'"$@"; true\' sh "$@"; true'), ...bin]],
  ])('when %s was killed by force', async (_, argv) => {
    const top = start([...argv, 'wait']);
    const pids = [await pidIn('pid'), await pidIn('child')];
    top.kill('SIGKILL');
    for (const pid of pids) expect(await ends(pid)).toBe(true);
    expect(readdirSync(dir).toSorted()).toEqual(['child', 'pid']);
  });

  it('and writes nothing, though it heard of it too late', async () => {
    const top = start([...shell('"$@"; true'), ...bin, 'write']);
    const pid = await pidIn('pid');
    top.kill('SIGKILL');
    await once(top, 'exit');
    writeFileSync(file('go'), '');
    expect(await ends(pid)).toBe(true);
    expect(readdirSync(dir).toSorted()).toEqual(['go', 'pid']);
  });

  it('and one that somebody waits for writes', async () => {
    const top = start([...shell('"$@"; true'), ...bin, 'write']);
    await pidIn('pid');
    writeFileSync(file('go'), '');
    expect(await once(top, 'exit')).toEqual([0, null]);
    expect(readFileSync(file('result'), 'utf8')).toBe('whole');
  });

  it('under turbo also when turbo was gone before it began', async () => {
    // The shell outlives its parent, as npm outlives turbo, and only then starts the bin.
    const script = `while [ ! -e go ]; do sleep 0.1; done; "$@"; echo $? > code`;
    const parent = start(
      [
        execPath,
        '-e',
        `const { spawn } = require('node:child_process');
         spawn('sh', process.argv.slice(1), { detached: true, stdio: 'ignore' });
         setTimeout(() => {}, 60000);`,
        '--',
        ...shell(`echo $$ > pid; ${script}`).slice(1),
        ...bin,
        'write',
      ],
      { TURBO_HASH: '0123456789abcdef' },
    );
    const above = await pidIn('pid');
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    writeFileSync(file('go'), '');
    expect(await textOf('code')).toBe('3\n');
    // The bin would have said its own: it did not even begin.
    expect(await pidIn('pid')).toBe(above);
    expect(existsSync(file('result'))).toBe(false);
  });
});

/** Runs the bin that prints, with its output redirected by a shell. */
async function print(redirected: string): Promise<{ code: number | null; said: string }> {
  // As arguments, for any character may stand in the path of this folder.
  const child = start([...shell(`"$@" ${redirected}`), ...bin, 'print']);
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}

describe.skipIf(!existsSync('/dev/full'))('output that cannot be written', () => {
  it('to a full disk is one error with exit 3, and no stack', async () => {
    const { code, said } = await print('> /dev/full');
    expect(code).toBe(3);
    expect(said).toMatch(/^works: stdout: cannot be written \(ENOSPC\)\n {2}fix: [^\n]+\n$/);
  });

  it('to a reader that went away ends silently', async () => {
    const { said } = await print('| head -n 1 > /dev/null');
    expect(said).toBe('');
  });

  it('to a full disk for errors leaves the exit code', async () => {
    expect((await print('no-such-argument 2> /dev/full')).code).toBe(2);
  });
});
