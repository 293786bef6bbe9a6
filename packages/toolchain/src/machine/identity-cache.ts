import { statSync } from 'node:fs';
import { join } from 'node:path';
import { jsonText, readJson, writeFileAtomic } from '@wasmgate/contracts/json-file';
import { MAX_CONFIG_BYTES } from '@wasmgate/contracts/read-file';
import { sha256 } from '@wasmgate/contracts/sha256';

interface Entry {
  readonly stamp: string;
  readonly value: unknown;
  /** Of stamp and value: what was damaged is not believed, and probed again. */
  readonly sha256: string;
}

const entry = (stamp: string, value: unknown): Entry => ({
  stamp,
  value,
  sha256: sha256(JSON.stringify([stamp, value])),
});

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
    const data = readJson(join(cacheDir, FILE), { maxBytes: MAX_CONFIG_BYTES });
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
  if (known?.stamp === stamp && known.sha256 === entry(stamp, known.value).sha256) return known.value as T;
  const value = await probe();
  if (value === null) return null;
  try {
    // Read again: another process may have written meanwhile. A lost update costs a probe.
    writeFileAtomic(join(cacheDir, FILE), jsonText({ ...readEntries(cacheDir), [key]: entry(stamp, value) }));
  } catch {
    // A cache folder that cannot be written is no reason to stop: the next run probes again.
  }
  return value;
}
