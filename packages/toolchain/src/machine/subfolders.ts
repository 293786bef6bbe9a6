import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What lies in a folder, by name, without hidden entries; nothing when it is not there. */
export function subfolders(dir: string): readonly string[] {
  try {
    return readdirSync(dir)
      .filter((name) => !name.startsWith('.'))
      .toSorted()
      .map((name) => join(dir, name));
  } catch {
    return [];
  }
}
