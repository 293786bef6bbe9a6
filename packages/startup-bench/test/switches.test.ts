import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { switchCounter } from '../src/child/switches.ts';

/** What the kernel says of this thread elsewhere: proc(5). */
const kernelSays = () =>
  Number(
    /^nonvoluntary_ctxt_switches:\s+(\d+)$/m.exec(readFileSync('/proc/thread-self/status', 'utf8'))?.[1],
  );

test.runIf(process.platform === 'linux')('the switches counted are those of this thread', () => {
  const count = switchCounter();
  const before = kernelSays();
  const counted = count();
  // A switch may come between two readings: then both have moved.
  expect(counted).toBeGreaterThanOrEqual(before);
  expect(counted).toBeLessThanOrEqual(kernelSays());
});
