import { EventEmitter, once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withLock } from '../src/index.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'wasmgate-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

function deferred(): { promise: Promise<void>; resolve: () => void } {
  const emitter = new EventEmitter();
  return { promise: once(emitter, 'done').then(() => {}), resolve: () => void emitter.emit('done') };
}

test('two who want the same lock work one after the other, and the second is told that it waits', async () => {
  const target = join(dir, 'a');
  const order: string[] = [];
  const entered = deferred();
  const gate = deferred();
  const first = withLock(target, async () => {
    order.push('first in');
    entered.resolve();
    await gate.promise;
    order.push('first out');
  });
  await entered.promise;
  const second = withLock(target, async () => void order.push('second'), {
    onWait: () => {
      order.push('waits');
      gate.resolve();
    },
  });
  await Promise.all([first, second]);
  expect(order).toEqual(['first in', 'waits', 'first out', 'second']);
});

test('a failing holder frees the lock, and its error comes through', async () => {
  await expect(withLock(dir, async () => Promise.reject(new Error('mine')))).rejects.toThrow('mine');
  await expect(withLock(dir, async () => 7)).resolves.toBe(7);
});

test('waiting ends when the work is called off', async () => {
  const controller = new AbortController();
  await withLock(dir, async () => {
    const waiting = withLock(dir, async () => 1, {
      signal: controller.signal,
      onWait: () => controller.abort(),
    });
    await expect(waiting).rejects.toThrow(/abort/i);
  });
});
