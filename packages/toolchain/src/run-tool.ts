import { dirname } from 'node:path';
import { EnvironmentError } from '@wasmgate/contracts/errors';
import { findOnPath } from './machine/find-on-path.ts';
import { thisMachine } from './machine/machine.ts';

interface RunOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
  /** Called with each line of standard output as it comes. */
  readonly onLine?: (line: string) => void;
  /** For what works for minutes: it is ended also when this process is killed and cannot end it (Linux). */
  readonly endWithUs?: boolean;
}

/** How a tool ended. */
export interface ToolResult {
  readonly ok: boolean;
  readonly stdout: string;
  /** Why it failed, with the end of what it printed. */
  readonly failure: string;
}

/**
 * Runs a tool without a shell and gives its output; a tool that fails is a result, not an error. By default it runs
 * in its own folder, where no rust-toolchain.toml of ours can reach it.
 */
export async function runTool(
  file: string,
  args: readonly string[],
  options: RunOptions,
): Promise<ToolResult> {
  const { env, cwd = dirname(file), timeoutMs = 60_000, signal, onLine } = options;
  const setpriv =
    options.endWithUs === true && thisMachine().os === 'linux' ? findOnPath(env, 'setpriv') : null;
  const command = setpriv === null ? [file, ...args] : [setpriv, '--pdeathsig', 'KILL', file, ...args];
  // execa costs 70 ms to load, and a warm run spawns nothing.
  const { execa } = await import('execa');
  const child = execa(command[0] ?? file, command.slice(1), {
    cwd,
    env: { ...env, LC_ALL: 'C', RUSTUP_AUTO_INSTALL: '0' },
    extendEnv: false,
    stdin: 'ignore',
    timeout: timeoutMs,
    reject: false,
    maxBuffer: 16 * 1024 * 1024,
    ...(signal === undefined ? {} : { cancelSignal: signal }),
  });
  if (onLine !== undefined) for await (const line of child) onLine(line);
  const result = await child;
  signal?.throwIfAborted();
  const said = `${result.stdout}\n${result.stderr}`.trim().split('\n').slice(-6).join('\n  ');
  const how = result.timedOut
    ? `no end after ${timeoutMs / 1000} s`
    : (result.signal ?? result.code ?? `exit code ${result.exitCode}`);
  return { ok: !result.failed, stdout: result.stdout, failure: `${how}${said === '' ? '' : `\n  ${said}`}` };
}

/** Runs a tool that must succeed. Throws EnvironmentError (exit 3) with what it printed. */
export async function mustRun(
  what: string,
  file: string,
  args: readonly string[],
  options: RunOptions & { readonly fix?: string },
): Promise<string> {
  const { ok, stdout, failure } = await runTool(file, args, options);
  if (ok) return stdout;
  throw new EnvironmentError(
    `${what} failed: ${failure}`,
    options.fix === undefined ? {} : { fix: options.fix },
  );
}
