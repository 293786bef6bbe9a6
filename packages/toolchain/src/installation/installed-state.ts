import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { installationDamage, RECORD_FILE } from './installation-record.ts';

/** The command that replaces what is damaged. */
export const REINSTALL = 'npx wasmgate install replaces it';

/** What is known of a folder in which a tool lies. */
export interface InstalledState {
  /** One line, which names the folder and what is wrong. */
  readonly line: string;
  /** The command that puts it right; null when there is nothing to. */
  readonly fix: string | null;
}

/** For when a tool died: holds the folder in which it was installed against its record, byte for byte. */
export function installedState(root: string): InstalledState {
  if (!existsSync(join(root, RECORD_FILE)))
    return { line: `${root}: was not installed by wasmgate`, fix: null };
  const damage = installationDamage(root, 'hash');
  if (damage === null) return { line: `${root}: every file is as it was installed`, fix: null };
  return { line: `${root}: ${damage}`, fix: REINSTALL };
}
