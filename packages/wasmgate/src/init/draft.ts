import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomic } from '@wasmgate/contracts/json-file';
import { withEntries, type Entry } from './edit-json.ts';

/** A file that would be made or added to; `path` is relative to the repository. */
export interface FileChange {
  readonly path: string;
  /** Null: it is not there yet. */
  readonly before: string | null;
  readonly after: string;
}

/** A repository as it would be: what is written here is shown first, and lies on the disk only after `write`. */
export class Draft {
  readonly root: string;
  readonly #changes = new Map<string, FileChange>();

  constructor(root: string) {
    this.root = root;
  }

  /** The text of a file as it would be; null when there would be none. */
  read(path: string): string | null {
    const changed = this.#changes.get(path);
    if (changed !== undefined) return changed.after;
    const file = join(this.root, path);
    return existsSync(file) ? readFileSync(file, 'utf8') : null;
  }

  /** Makes a file, unless it is there: nothing is ever overwritten. */
  create(path: string, text: string): void {
    if (this.read(path) === null) this.#changes.set(path, { path, before: null, after: text });
  }

  /** Changes what a file says, or begins one. */
  edit(path: string, change: (text: string | null) => string): void {
    const now = this.read(path);
    const after = change(now);
    if (after === now) return;
    const earlier = this.#changes.get(path);
    this.#changes.set(path, { path, before: earlier === undefined ? now : earlier.before, after });
  }

  /** Adds to a JSON file what it does not say yet. */
  add(path: string, entries: readonly Entry[]): void {
    if (entries.length > 0) this.edit(path, (text) => withEntries(path, text, entries));
  }

  /** What would change, in order. */
  get changes(): readonly FileChange[] {
    return [...this.#changes.values()];
  }

  write(): void {
    for (const { path, after } of this.changes) writeFileAtomic(join(this.root, path), after);
  }
}
