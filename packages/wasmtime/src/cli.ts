import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

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
  /** Keep what goes to standard error; a guest that writes more than 64 kB is killed then. Default: discard it. */
  readonly captureStderr?: boolean;
}

/** A run that ended, well or not; only a command that cannot be started throws. */
export interface CliResult {
  readonly exitCode: number | undefined;
  readonly timedOut: boolean;
  /** Wall clock from before the spawn to after the exit. */
  readonly durationNs: bigint;
  /** Empty unless it was captured. */
  readonly stderr: string;
}

const MAX_STDERR_CHARACTERS = 64 * 1024;

/**
 * Runs `wasmtime run` with no environment, no standard input and its output discarded.
 * The child is killed with this process, on abort and on timeout.
 */
export async function runWasmtimeCli(options: CliOptions): Promise<CliResult> {
  const cache =
    options.cacheDir === undefined ? 'cache=n' : `cache-config=${await cacheConfig(options.cacheDir)}`;
  return runCommand(['run', '-C', cache, ...options.args], options, options.captureStderr === true);
}

/** Runs `wasmtime --version`: what it costs to start the command and end it, without any guest. */
export function runWasmtimeVersion(options: CliSpawn): Promise<CliResult> {
  return runCommand(['--version'], options, false);
}

async function runCommand(
  args: readonly string[],
  options: CliSpawn,
  captureStderr: boolean,
): Promise<CliResult> {
  // execa takes 70 ms to load: only who runs the command pays for it.
  const { execa } = await import('execa');
  const start = process.hrtime.bigint();
  const result = await execa(options.cli, args, {
    env: minimalEnvironment(),
    extendEnv: false,
    stdin: 'ignore',
    stdout: 'ignore',
    stderr: captureStderr ? 'pipe' : 'ignore',
    maxBuffer: MAX_STDERR_CHARACTERS,
    reject: false,
    timeout: options.timeoutMs,
    killSignal: 'SIGKILL',
    ...(options.signal === undefined ? {} : { cancelSignal: options.signal }),
  });
  const durationNs = process.hrtime.bigint() - start;
  if (result.isCanceled) throw options.signal?.reason ?? new Error('cancelled');
  if (result.exitCode === undefined && result.signal === undefined) throw result;
  return { exitCode: result.exitCode, timedOut: result.timedOut, durationNs, stderr: result.stderr ?? '' };
}

/** Writes the cache's configuration beside it: `enabled` would be a parse error, the directory must be absolute. */
async function cacheConfig(cacheDir: string): Promise<string> {
  await mkdir(cacheDir, { recursive: true });
  const file = join(cacheDir, 'config.toml');
  // A JSON string is a TOML basic string as long as it has no control characters beyond the escaped ones.
  await writeFile(file, `[cache]\ndirectory = ${JSON.stringify(cacheDir)}\n`);
  return file;
}

function minimalEnvironment(): Record<string, string> {
  const systemRoot = process.env['SystemRoot'];
  return systemRoot === undefined ? {} : { SystemRoot: systemRoot };
}
