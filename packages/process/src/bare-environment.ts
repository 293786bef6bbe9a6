import { env } from 'node:process';
import type { Environment } from './process-call.ts';

/** The least environment that a process can have: none, but for what Windows cannot start one without. */
export function bareEnvironment(): Environment {
  const systemRoot = env['SystemRoot'];
  return systemRoot === undefined ? {} : { SystemRoot: systemRoot };
}
