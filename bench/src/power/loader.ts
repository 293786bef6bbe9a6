import { execPath } from 'node:process';
import { bareEnvironment, runProcess } from '@wasmgate/process';

/** Sorts numbers for ever, for at most the given time: one core and its caches are taken. */
const PROGRAM = `
const end = Date.now() + Number(process.argv[1]);
const numbers = new Float64Array(1 << 20);
while (Date.now() < end) {
  for (let i = 0; i < numbers.length; i++) numbers[i] = Math.random();
  numbers.sort();
}`;

/** Runs `work` while another process loads the machine; it is ended afterwards, and by itself after `mostMs`. */
export async function underLoad<T>(mostMs: number, work: () => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const loading = runProcess({
    file: execPath,
    args: ['-e', PROGRAM, String(mostMs)],
    env: bareEnvironment(),
    signal: controller.signal,
  });
  try {
    return await work();
  } finally {
    controller.abort();
    await loading.catch(() => {});
  }
}
