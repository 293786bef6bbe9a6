import { mkdtempSync, rmSync } from 'node:fs';
import { hearSignals } from './hear-signals.ts';

/** Runs work with a new folder (mode 0700) whose path begins with `prefix`, and removes it afterwards, whatever happens. */
export function withScratchFolder<T>(prefix: string, work: (folder: string) => Promise<T>): Promise<T> {
  return hearSignals(async () => {
    const folder = mkdtempSync(prefix);
    try {
      return await work(folder);
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    }
  });
}
