import { createHash } from 'node:crypto';
import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJson } from './json-file.ts';
import { VERSIONS_DIR } from './layout.ts';
import { makeFolder } from './make-folder.ts';

/** More are not needed to say why a task ran again. */
const MOST = 500;

/** The name by which git, and so turbo, knows a file's bytes: SHA-1 of `blob LENGTH\0` and the bytes (Pro Git, 10.2). */
function blobHash(text: string): string {
  const bytes = Buffer.from(text);
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

/**
 * Keeps a version of a file that keys tasks, so that what changed in it can be said later; a summary of turbo knows its hash alone.
 * It is a convenience: what cannot be written is not kept.
 */
export function keepVersion(root: string, text: string): void {
  const dir = join(root, VERSIONS_DIR);
  const file = join(dir, `${blobHash(text)}.json`);
  try {
    if (existsSync(file)) return;
    makeFolder(dir);
    writeFileSync(file, text);
    const all = readdirSync(dir);
    if (all.length <= MOST) return;
    const oldest = all
      .map((name) => ({ name, time: statSync(join(dir, name)).mtimeMs }))
      .toSorted((a, b) => a.time - b.time)
      .slice(0, all.length - MOST);
    for (const { name } of oldest) rmSync(join(dir, name), { force: true });
  } catch {
    // Then `why` names the file and not what changed in it.
  }
}

/** The version of a file that turbo knows by a hash; null when it was not kept. */
export function keptVersion(root: string, hash: string): unknown {
  try {
    return readJson(join(root, VERSIONS_DIR, `${hash}.json`));
  } catch {
    return null;
  }
}
