import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { execPath } from 'node:process';
import { cleanEnvironment } from '@wasmgate/cli-kit/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyWorkspace, type WorkspaceCopy } from '../test/workspace-copy.ts';

// Real turbo, which watches, and real cargo: what an edit starts, and that nothing starts it again.

const SOURCE = 'subjects/echo-module/src/lib.rs';
/** Longer than turbo waits for further changes before it runs. */
const QUIET_MS = 5000;

let workspace: WorkspaceCopy;
let turbo: ChildProcess;
let said = '';

/** Waits until turbo has said something so many times; ends when the test's time is over. */
async function until(text: string, times: number): Promise<void> {
  while (said.split(text).length - 1 < times) {
    // oxlint-disable-next-line no-await-in-loop
    await sleep(100);
    if (turbo.exitCode !== null) throw new Error(`turbo ended: ${said}`);
  }
}

const runs = (task: string): number =>
  said.match(new RegExp(`echo-module:${task}: cache `, 'g'))?.length ?? 0;

beforeAll(() => {
  workspace = copyWorkspace();
}, 120_000);
afterAll(async () => {
  if (turbo.exitCode === null && turbo.pid !== undefined) {
    const ended = once(turbo, 'exit');
    // What npm installs as turbo passes no signal on to the program that it starts.
    process.kill(-turbo.pid, 'SIGKILL');
    await ended;
  }
  workspace.dispose();
}, 30_000);

test(
  'an edit runs the chain once, and says what grew since the accepted artifact',
  { timeout: 300_000 },
  async () => {
    const bin = workspace.path('node_modules/turbo/bin/turbo');
    turbo = spawn(execPath, [bin, 'watch', 'size', '--filter=echo-module'], {
      cwd: workspace.dir,
      env: cleanEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const take = (bytes: Buffer): void => void (said += bytes.toString());
    turbo.stdout?.on('data', take);
    turbo.stderr?.on('data', take);
    await until('against baseline/shipped.wasm', 1);
    await sleep(QUIET_MS);
    // What the first run wrote starts no second one.
    expect(runs('size'), said).toBe(1);

    workspace.edit(SOURCE, (text) =>
      text.replace(
        'let answer = alloc(len);',
        'let answer = alloc(len);\n    std::hint::black_box(len * 7);',
      ),
    );
    await until('against baseline/shipped.wasm', 2);
    await sleep(QUIET_MS);
    expect(runs('size'), said).toBe(2);
    expect(said).toMatch(/echo-module:size: +\+\d+ B +grown +echo\b/);
  },
);
