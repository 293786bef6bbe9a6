import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { execPath, platform } from 'node:process';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { allGone, family, isAlive, pidsIn } from './processes.ts';

const tsx = import.meta.resolve('tsx');
const index = new URL('../src/index.ts', import.meta.url).href;

/** Starts a process that runs a program by `runProcess` and passes what that says on to its stdout. */
function startParent(script: string, more = '') {
  const source = `
    import { runProcess } from ${JSON.stringify(index)};
    const call = { file: process.execPath, args: ['-e', ${JSON.stringify(script)}], env: {},
      onStderr: (text) => process.stdout.write(text) };
    ${more}
    await runProcess(call);`;
  return spawn(execPath, ['--import', tsx, '--input-type=module', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

describe.skipIf(platform === 'win32')('when this process is gone', () => {
  it.each([
    ['killed by force', family, ''],
    ['killed by force while programs are measured', family, 'call.isMeasured = true;'],
    ['killed, and the program does not listen to SIGTERM', `process.on('SIGTERM', () => {});${family}`, ''],
  ])('%s: the program and what it started end as well', async (_, script, more) => {
    const parent = startParent(script, more);
    const [said] = (await once(parent.stdout, 'data')) as [Buffer];
    const pids = pidsIn(said.toString());
    expect(pids).toHaveLength(2);
    expect(pids.every(isAlive)).toBe(true);
    // One that is measured is told to the watchdog when it is no longer new.
    await sleep(200);
    parent.kill('SIGKILL');
    expect(await allGone(pids)).toBe(true);
  });

  it('by process.exit: they end as well', async () => {
    const parent = startParent(
      family,
      `call.onStderr = (text) => process.stdout.write(text, () => process.exit());`,
    );
    const pids = pidsIn(await text(parent.stdout));
    expect(pids).toHaveLength(2);
    expect(await allGone(pids)).toBe(true);
  });

  it('of several programs each one ends, and those that had ended are left alone', async () => {
    const parent = startParent(
      family,
      `
      await runProcess({ ...call, args: ['-e', '0'] });
      void runProcess(call);`,
    );
    let said = '';
    for await (const chunk of parent.stdout) {
      said += String(chunk);
      if (said.split('\n').length === 3) break;
    }
    expect(pidsIn(said)).toHaveLength(4);
    parent.kill('SIGKILL');
    expect(await allGone(pidsIn(said))).toBe(true);
  });
});

it('the watchdog keeps no process alive, nor does it outlive one', async () => {
  const parent = startParent('0', `process.stdout.write('done');`);
  expect(await text(parent.stdout)).toBe('done');
  if (parent.exitCode === null) await once(parent, 'exit');
  expect(parent.exitCode).toBe(0);
});
