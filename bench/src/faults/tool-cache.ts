import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { homedir } from 'node:os';
import { cleanEnvironment } from '@wasmgate/cli-kit/testing';

/** Has tools looked for, and installed, in a folder and nowhere else: a rustup of the user's is neither found nor added to. */
export const toolsIn = (folder: string): { WASMGATE_CACHE: string; RUSTUP_HOME: string } => ({
  WASMGATE_CACHE: folder,
  RUSTUP_HOME: join(folder, 'no rustup'),
});

/** A real copy of this user's tool cache, with the times that its files have. */
export function copyToolCache(to: string): string {
  const { WASMGATE_CACHE, XDG_CACHE_HOME } = cleanEnvironment();
  const from = WASMGATE_CACHE ?? join(XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'wasmgate');
  cpSync(from, to, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
  return to;
}
