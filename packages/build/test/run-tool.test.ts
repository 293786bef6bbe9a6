import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { kill } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runTool } from '../src/run-tool.ts';
import { cleanEnv, scratchDir } from './support/scratch-subject.ts';

/** Starts a child that would run for a minute, prints both their ids, and waits. */
const family = `
const child = require('node:child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
process.stderr.write(process.pid + ' ' + child.pid + '\\n');
setTimeout(() => {}, 60000);
`;

const call = (script: string, signal = new AbortController().signal) => ({
  file: process.execPath,
  args: ['-e', script],
  cwd: scratchDir(),
  env: cleanEnv(),
  signal,
});

function isAlive(pid: number): boolean {
  try {
    kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function allGone(pids: readonly number[]): Promise<boolean> {
  for (let tries = 0; tries < 200; tries++) {
    if (!pids.some(isAlive)) return true;
    await sleep(50);
  }
  return false;
}

const pidsIn = (text: string): number[] => (text.match(/\d+/g) ?? []).map(Number);

describe('runTool', () => {
  it('gives exit code and output, and passes stderr on as it comes', async () => {
    const seen: string[] = [];
    const script = `process.stdout.write('out'); process.stderr.write('err'); process.exitCode = 7`;
    const result = await runTool({ ...call(script), onStderr: (text) => seen.push(text) });
    expect(result).toEqual({ exitCode: 7, endedBy: null, stdout: 'out', stderr: 'err' });
    expect(seen.join('')).toBe('err');
  });

  it('names a program that cannot be started', async () => {
    const file = '/no/such/program';
    await expect(runTool({ ...call(''), file })).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringContaining(file),
    });
  });

  it('ends the program and what it started when it is aborted', async () => {
    const controller = new AbortController();
    let said = '';
    const running = runTool({
      ...call(family, controller.signal),
      onStderr: (text) => {
        said += text;
        if (said.includes('\n')) controller.abort(new Error('stop'));
      },
    });
    await expect(running).rejects.toThrow('stop');
    expect(pidsIn(said)).toHaveLength(2);
    expect(await allGone(pidsIn(said))).toBe(true);
  });

  it('ends them as well when this process is killed', async () => {
    const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
    const source = `
      import { runTool } from ${JSON.stringify(new URL('../src/run-tool.ts', import.meta.url).href)};
      await runTool({
        file: process.execPath, args: ['-e', ${JSON.stringify(family)}], cwd: '.', env: process.env,
        signal: new AbortController().signal, onStderr: (text) => process.stdout.write(text),
      });`;
    const parent = spawn(process.execPath, ['--import', tsx, '--input-type=module', '-e', source], {
      stdio: ['ignore', 'pipe', 'inherit'],
      cwd: scratchDir(),
    });
    const [said] = (await once(parent.stdout, 'data')) as [Buffer];
    const pids = pidsIn(said.toString());
    expect(pids).toHaveLength(2);
    expect(pids.every(isAlive)).toBe(true);
    parent.kill('SIGKILL');
    expect(await allGone(pids)).toBe(true);
  });
});
