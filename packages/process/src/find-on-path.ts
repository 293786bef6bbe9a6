import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { platform } from 'node:process';
import type { Environment } from './process-call.ts';

/** True when `file` is a regular file that can be run. */
export function isRunnable(file: string): boolean {
  try {
    if (!statSync(file).isFile()) return false;
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The file that a command on PATH stands for; null when there is none. Spawns nothing. */
export function findOnPath(env: Environment, command: string): string | null {
  const file = platform === 'win32' ? `${command}.exe` : command;
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, file)).find(isRunnable) ?? null;
}
