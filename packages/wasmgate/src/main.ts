import { printable } from '@wasmgate/contracts/printable';
import { commands, type Command } from './commands.ts';
import { helpText, unknownText } from './help.ts';

declare const __VERSION__: string;

/**
 * Runs `wasmgate` in this process: each command is a module of its own, loaded when it is called, for turbo calls some of them once a
 * task and most of those do next to nothing.
 */
export async function run(process: NodeJS.Process): Promise<void> {
  const [, , name] = process.argv;
  const command: Command | undefined = Object.hasOwn(commands, name ?? '') ? commands[name ?? ''] : undefined;
  if (command === undefined) return say(process, name);
  const { load, args = [name ?? ''] } = command;
  process.argv.splice(2, 1, ...args);
  const { run: runCommand } = await load();
  // A tool with one command is called by both words, one with several has the second as its own.
  await runCommand(process, args.length === 0 ? `wasmgate ${name}` : 'wasmgate');
}

/** Help, the version, or what was meant by a command that does not exist (exit 2). */
function say(process: NodeJS.Process, name: string | undefined): void {
  const { stdout, stderr } = process;
  // As watchOutput of cli-kit does, which is not loaded for a line of text.
  stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') return;
    stderr.write(`wasmgate: stdout: cannot be written (${code ?? 'unknown'})\n`);
    process.exitCode = 3;
  });
  if (name === '--version' || name === '-V') stdout.write(`${__VERSION__}\n`);
  else if (name === undefined || name === '--help' || name === '-h' || name === 'help')
    stdout.write(helpText());
  else {
    stderr.write(unknownText(printable(name)));
    process.exitCode = 2;
  }
}
