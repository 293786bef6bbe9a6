import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { faultsTable, tasksHit } from '../src/faults/faults-table.ts';
import { processesOf, processTree } from '../src/faults/processes.ts';
import { endProblems } from '../src/faults/recovery.ts';
import { start } from '../src/faults/running.ts';

describe.runIf(process.platform === 'linux')('what a run leaves behind', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(realpathSync(tmpdir()), 'wasmgate-faults-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const waiting = 'setInterval(() => {}, 1000); console.log("here")';

  test.each([
    ['runs in the folder', () => ({ args: [], cwd: folder, env: {} })],
    ['is told of it', () => ({ args: [join(folder, 'a file')], cwd: '/', env: {} })],
    ['has it in its environment', () => ({ args: [], cwd: '/', env: { PLACE: folder } })],
  ])('a process that %s is found until it ends', async (_, place) => {
    const { args, ...options } = place();
    const child = spawn(process.execPath, ['-e', waiting, ...args], options);
    await once(child.stdout, 'data');
    expect(processesOf(folder).map(({ pid }) => pid)).toEqual([child.pid]);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(processesOf(folder)).toEqual([]);
  });

  test('what a process started is in its tree', async () => {
    const script = `require('child_process').spawn(process.execPath, ['-e', '${waiting}'], { stdio: 'inherit' })`;
    const running = start([process.execPath, '-e', script], { cwd: folder, env: {} });
    expect(await running.said(/here/)).toBe(true);
    const [parent, child, ...others] = processTree(running.pid);
    expect([parent?.pid, child?.parent, others.length]).toEqual([running.pid, running.pid, 0]);
    process.kill(-running.pid, 'SIGKILL');
    expect(await running.ended).toMatchObject({ code: null, output: 'here\n' });
    expect(await running.said(/never/)).toBe(false);
  });
});

test('an exit code is held against the expected one, and so is what was said', () => {
  const ended = { code: 3, output: 'no room in /x', seconds: 1 };
  expect(endProblems(ended, { exit: 3, says: ['/x', /room/] })).toEqual([]);
  expect(endProblems(ended, { exit: 0 })).toHaveLength(1);
  expect(endProblems(ended, { exit: 3, says: ['/y'] })).toHaveLength(1);
});

const result = { kind: 'a', row: 'one', id: '', did: '', problems: [], seconds: 1, load: 1, commit: '' };

test('the table counts right answers by row, and says what was not run', () => {
  const kinds = [
    { name: 'a', expected: 'green', obstacle: () => null },
    { name: 'b', expected: 'red', obstacle: () => 'needs root' },
  ];
  expect(
    faultsTable(kinds, [
      { ...result, gone_ms: 250 },
      { ...result, problems: ['torn'], gone_ms: 1240 },
      { ...result, row: 'two' },
    ])
      .split('\n')
      .slice(2),
  ).toEqual([
    '| one | green | 2 | 1 | 1.2 s |',
    '| two | green | 1 | 1 |  |',
    '| b | red | not run: needs root |  |  |',
  ]);
});

test('kills are counted by the task that ran, tools that are compiled as one', () => {
  const tasks = [
    'echo-module#build',
    '@wasmgate/size#compile',
    'clawft-agent#build',
    '@wasmgate/build#compile',
    'no task',
  ];
  expect(tasksHit(tasks.map((during) => ({ ...result, during })))).toBe('build 2, compile 2, no task 1');
});
