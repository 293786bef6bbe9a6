import { execPath } from 'node:process';
import { describe, expect, test } from 'vitest';
import { peakMemory } from '../src/native/peak-memory.ts';

const peak = (file: string, args: readonly string[], deadlineMs = 30_000, signal?: AbortSignal) =>
  peakMemory({ file, args, cwd: '/', deadlineMs, signal: signal ?? new AbortController().signal });
const sh = (text: string) => peak('/bin/sh', ['-c', text]);

describe.skipIf(process.platform !== 'linux')('the most memory of a program', { timeout: 60_000 }, () => {
  test('is its own, not that of who started it, and grows with what it takes', async () => {
    const small = await sh(':');
    const plain = await peak(execPath, ['-e', '0']);
    const large = await peak(execPath, ['-e', 'Buffer.alloc(64 * 1024 * 1024, 1)']);
    if (!small.ok || !plain.ok || !large.ok) throw new Error(JSON.stringify([small, plain, large]));
    // This process holds far more than a shell does.
    expect(small.kb).toBeLessThan(process.memoryUsage.rss() / 1024 / 4);
    expect(large.kb - plain.kb).toBeGreaterThan(60 * 1024);
  });

  test.each([
    ['an exit other than 0', 'exit 3', 'exited with 3'],
    ['a signal', 'kill -9 $$', 'was ended by signal 9'],
  ])('is not known after %s', async (_, text, reason) => {
    expect(await sh(text)).toEqual({ ok: false, reason });
  });

  test('is not known of what does not end, or cannot be started', async () => {
    expect(await peak('/bin/sleep', ['100'], 200)).toEqual({
      ok: false,
      reason: 'did not end within 200 ms',
    });
    expect(await peak('/nowhere/at/all', [])).toEqual({ ok: false, reason: 'exited with 127' });
  });

  test('signals that it is sent reach it, and an abort ends it', async () => {
    expect((await sh('trap "exit 0" TERM; kill -TERM $$; sleep 100')).ok).toBe(true);
    const controller = new AbortController();
    const running = peak('/bin/sleep', ['100'], 30_000, controller.signal);
    controller.abort(new Error('enough'));
    await expect(running).rejects.toThrow('enough');
  });
});
