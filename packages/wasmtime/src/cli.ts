import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bareEnvironment, runProcess, type ProcessResult } from '@wasmgate/process';

/** Which command, and for how long. */
export interface CliSpawn {
  /** Path of the command. */
  readonly cli: string;
  /** Killed after this many milliseconds. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** A run of the `wasmtime` command. */
export interface CliOptions extends CliSpawn {
  /** What follows `wasmtime run` and the cache option: options, the file, its arguments. */
  readonly args: readonly string[];
  /**
   * A private folder for the compile cache. Without it the cache is off: wasmtime's own default is the *user's*
   * cache, which is never touched.
   */
  readonly cacheDir?: string;
  /** Keep the end of what goes to standard error. Default: discard it. */
  readonly captureStderr?: boolean;
}

/**
 * Runs `wasmtime run` with no environment, no standard input and its output discarded. Its `durationNs` is the whole process.
 * Throws NotStartedError (exit 3), and the reason of an abort.
 */
export async function runWasmtimeCli(options: CliOptions): Promise<ProcessResult> {
  const cache =
    options.cacheDir === undefined ? 'cache=n' : `cache-config=${await cacheConfig(options.cacheDir)}`;
  return runCommand(['run', '-C', cache, ...options.args], options, options.captureStderr === true);
}

/** Runs `wasmtime --version`: what it costs to start the command and end it, without any guest. */
export function runWasmtimeVersion(options: CliSpawn): Promise<ProcessResult> {
  return runCommand(['--version'], options, false);
}

function runCommand(
  args: readonly string[],
  { cli, timeoutMs, signal }: CliSpawn,
  captureStderr: boolean,
): Promise<ProcessResult> {
  return runProcess({
    file: cli,
    args,
    env: bareEnvironment(),
    stdout: 'ignore',
    stderr: captureStderr ? 'tail' : 'ignore',
    deadlineMs: timeoutMs,
    signal,
    isMeasured: true,
  });
}

/** Writes the cache's configuration beside it: `enabled` would be a parse error, the directory must be absolute. */
async function cacheConfig(cacheDir: string): Promise<string> {
  await mkdir(cacheDir, { recursive: true });
  const file = join(cacheDir, 'config.toml');
  // A JSON string is a TOML basic string as long as it has no control characters beyond the escaped ones.
  await writeFile(file, `[cache]\ndirectory = ${JSON.stringify(cacheDir)}\n`);
  return file;
}
