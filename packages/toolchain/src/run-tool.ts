import { dirname } from 'node:path';
import { EnvironmentError } from '@wasmgate/contracts/errors';
import type { ToolContext } from './tool-context.ts';
import { failureText, NotStartedError, runProcess, type Environment } from '@wasmgate/process';

interface RunOptions {
  readonly env: Environment;
  readonly cwd?: string;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
  /** Called with each line of standard output as it comes. */
  readonly onLine?: (line: string) => void;
}

/** What came of a tool. */
export interface ToolResult {
  readonly ok: boolean;
  readonly isTimedOut: boolean;
  readonly stdout: string;
  /** Why it failed, with the end of what it printed. */
  readonly failure: string;
}

/**
 * Runs a tool that is probed or that installs something. By default it runs in its own folder, where no rust-toolchain.toml of ours
 * can reach it; it speaks English and installs no toolchain by itself. One that cannot be started is a result, too.
 */
export async function runTool(
  file: string,
  args: readonly string[],
  options: RunOptions,
): Promise<ToolResult> {
  const { env, cwd = dirname(file), timeoutMs = 60_000, ...more } = options;
  try {
    const result = await runProcess({
      ...more,
      file,
      args,
      cwd,
      env: { ...env, LC_ALL: 'C', RUSTUP_AUTO_INSTALL: '0' },
      deadlineMs: timeoutMs,
    });
    const said = `${result.stdout}\n${result.stderr}`.trim().split('\n').slice(-6).join('\n  ');
    const failure = `${failureText(result)}${said === '' ? '' : `\n  ${said}`}`;
    return { ok: result.ok, isTimedOut: result.timedOutMs !== null, stdout: result.stdout, failure };
  } catch (error) {
    if (error instanceof NotStartedError)
      return { ok: false, isTimedOut: false, stdout: '', failure: error.message };
    throw error;
  }
}

/** Longer than a cold rustc takes on a busy machine. */
const PROBE_MS = 10_000;

/** Asks a program on this machine what it is. One that hangs is ended after some seconds and a line says so: it counts as one that fails. */
export async function probeTool(
  file: string,
  args: readonly string[],
  { env, signal, progress }: Pick<ToolContext, 'env' | 'signal'> & Partial<Pick<ToolContext, 'progress'>>,
): Promise<ToolResult> {
  const result = await runTool(file, args, { env, signal, timeoutMs: PROBE_MS });
  if (result.isTimedOut)
    progress?.step(`${file} ${args.join(' ')}: no answer in ${PROBE_MS / 1000} s; passed over`);
  return result;
}

/** Runs a tool that must succeed. Throws EnvironmentError (exit 3) with what it printed. */
export async function mustRun(
  what: string,
  file: string,
  args: readonly string[],
  options: RunOptions & { readonly fix?: string },
): Promise<string> {
  const { fix, ...more } = options;
  const { ok, stdout, failure } = await runTool(file, args, more);
  if (ok) return stdout;
  throw new EnvironmentError(`${what} failed: ${failure}`.split('\n'), fix === undefined ? {} : { fix });
}
