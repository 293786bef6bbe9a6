import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Countdown, type Progress } from '@wasmgate/cli-kit';
import { megabytes } from '../machine/megabytes.ts';

const LOOK_MS = 500;

/** Says how much of a download is there, and how long the rest will take, while another program fills a folder with it. */
export async function whileDownloading<T>(
  { dir, bytes }: { readonly dir: string; readonly bytes: number },
  progress: Pick<Progress, 'tick'>,
  work: () => Promise<T>,
): Promise<T> {
  const countdown = new Countdown(bytes, (text) => progress.tick(text));
  const timer = setInterval(() => {
    const there = Math.min(bytes, folderBytes(dir));
    countdown.done(there);
    countdown.show(`downloaded ${megabytes(there)} of ${megabytes(bytes)}`);
  }, LOOK_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/** Bytes of all files below a folder; of one that goes away meanwhile nothing. */
function folderBytes(dir: string): number {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' }).reduce((sum, path) => {
    const stat = statSync(join(dir, path), { throwIfNoEntry: false });
    return stat?.isFile() === true ? sum + stat.size : sum;
  }, 0);
}
