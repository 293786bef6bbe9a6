import { execPath } from 'node:process';
import type { BinContext } from '@wasmgate/cli-kit';
import { EnvironmentError, InputError } from '@wasmgate/contracts/errors';
import type { Report } from '@wasmgate/contracts/report';
import { failureText, runProcess } from '@wasmgate/process';

/** A command of `wasmgate` that prints a report. */
export interface ToolCall<R> {
  readonly command: string;
  readonly args: readonly string[];
  readonly report: Report<R>;
}

/** Asks a tool for its report. */
export type Ask = <R>(call: ToolCall<R>) => Promise<R>;

/**
 * Asks another command of `wasmgate` for its report, in a process of its own: no tool is a library of another one, and what a hostile
 * file does to one harms no other. Throws what that command says: InputError (exit 2) or EnvironmentError (exit 3).
 */
export async function runTool<R>(
  { command, args, report }: ToolCall<R>,
  bin: string,
  context: BinContext,
): Promise<R> {
  const said = await runCommand(command, [...args, '--json', '--exit-zero'], bin, context);
  return report.check(`what wasmgate ${command} printed`, JSON.parse(said));
}

/** Runs another command of `wasmgate`, and gives what it printed. Throws as `runTool` does. */
export async function runCommand(
  command: string,
  args: readonly string[],
  bin: string,
  { io, signal, options }: BinContext,
): Promise<string> {
  const name = `wasmgate ${command}`;
  let [message, fix]: [string | undefined, string | undefined] = [undefined, undefined];
  let rest = '';
  const hear = (line: string): void => {
    if (line.startsWith(`${name}: `)) message = line.slice(name.length + 2);
    else if (message !== undefined) fix ??= /^ {2}fix: (.*)$/.exec(line)?.[1];
    else if (options['quiet'] !== true) io.stderr.write(`${line}\n`);
  };
  const { exitCode, stdout, ...ended } = await runProcess({
    file: execPath,
    args: [bin, command, ...args],
    cwd: io.cwd,
    env: { ...io.env, NO_COLOR: '1', FORCE_COLOR: undefined },
    signal,
    onStderr: (text) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) hear(line);
    },
  });
  if (exitCode === 0) return stdout;
  const said = message ?? `${name} ${failureText({ exitCode, ...ended })}`;
  const advice = fix === undefined ? {} : { fix };
  throw exitCode === 2 ? new InputError(said, advice) : new EnvironmentError(said, advice);
}
