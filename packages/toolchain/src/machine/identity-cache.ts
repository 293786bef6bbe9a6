import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { jsonText, writeFileAtomic } from '@wasmgate/contracts/json-file';

interface Entry {
  readonly stamp: string;
  readonly value: unknown;
}

const FILE = 'identities-1.json';

function stampOf(files: readonly string[]): string | null {
  try {
    return files
      .map((file) => {
        const { size, mtimeMs } = statSync(file);
        return `${file} ${size} ${mtimeMs}`;
      })
      .join('\n');
  } catch {
    return null;
  }
}

function readEntries(cacheDir: string): Record<string, Entry> {
  try {
    const data = JSON.parse(readFileSync(join(cacheDir, FILE), 'utf8')) as unknown;
    return typeof data === 'object' && data !== null ? (data as Record<string, Entry>) : {};
  } catch {
    // A cache that is not there or not readable only costs a probe.
    return {};
  }
}

/**
 * What `probe` found out about some files, remembered in the cache folder for as long as each file's path, size and
 * modification time stay the same: with warm tools nothing is spawned. Null when a file is missing or `probe` says
 * null; null is not remembered.
 */
export async function identify<T>(
  cacheDir: string,
  what: string,
  files: readonly string[],
  probe: () => Promise<T | null>,
): Promise<T | null> {
  const stamp = stampOf(files);
  if (stamp === null) return null;
  const key = `${what} ${files[0] ?? ''}`;
  const known = readEntries(cacheDir)[key];
  if (known?.stamp === stamp) return known.value as T;
  const value = await probe();
  if (value === null) return null;
  try {
    // Read again: another process may have written meanwhile. A lost update costs a probe.
    writeFileAtomic(join(cacheDir, FILE), jsonText({ ...readEntries(cacheDir), [key]: { stamp, value } }));
  } catch {
    // A cache folder that cannot be written is no reason to stop: the next run probes again.
  }
  return value;
}
