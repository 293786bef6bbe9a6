import { accessSync, constants, statSync } from 'node:fs';
import { pathCandidates, thisMachine } from './machine.ts';

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
export function findOnPath(
  env: Readonly<Record<string, string | undefined>>,
  command: string,
): string | null {
  return pathCandidates(env, command, thisMachine()).find(isRunnable) ?? null;
}
