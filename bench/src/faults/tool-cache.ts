import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { homedir } from 'node:os';
import { cleanEnvironment } from '@wasmgate/cli-kit/testing';

/** A real copy of this user's tool cache, with the times that its files have. */
export function copyToolCache(to: string): string {
  const { WASMGATE_CACHE, XDG_CACHE_HOME } = cleanEnvironment();
  const from = WASMGATE_CACHE ?? join(XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'wasmgate');
  cpSync(from, to, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
  return to;
}
