import { Command, CommanderError, type OptionValues } from 'commander';
import { InputError, WasmgateError, type ExitCode } from '@wasmgate/contracts/errors';
import { machineError } from '@wasmgate/contracts/machine-error';
import { printable } from '@wasmgate/contracts/printable';
import type { Io } from './io.ts';
import { outputColumns, terminalColumns, wantsColour } from './io.ts';
import { printedIo } from './printed.ts';
import { createProgress, type Progress } from './progress.ts';
import { screenOf, type Screen } from './screen.ts';
import { createPaint } from './style.ts';
import { helpEnd } from './help-end.ts';
import { fitLines } from './wrap.ts';

/** A positional argument or an option, in commander's notation (`[wasm]`, `--out <file>`). */
export interface Flag {
  readonly flags: string;
  readonly description: string;
  readonly choices?: readonly string[];
}

/** What a bin's work is given. */
export interface BinContext {
  readonly args: readonly string[];
  readonly options: Readonly<OptionValues>;
  readonly io: Io;
  readonly progress: Progress;
  /** What stdout is: text that goes there is laid out for it. */
  readonly screen: Screen;
  /** Prints text for people to stdout, a line that is too long for it in several. */
  readonly say: (text: string) => void;
  /** Aborted by Ctrl-C and SIGTERM. */
  readonly signal: AbortSignal;
}

/** One command: the bin itself, or a subcommand of it. */
export interface CommandSpec {
  readonly summary: string;
  readonly args?: readonly Flag[];
  readonly options?: readonly Flag[];
  readonly run: (context: BinContext) => Promise<ExitCode>;
}

/** A subcommand of a bin, with examples of its own: a call each, and two spaces before what it is for. */
export interface SubcommandSpec extends CommandSpec {
  readonly examples: readonly string[];
}

/** A bin: name, version, help, and either one command or several subcommands. */
export interface BinSpec {
  readonly name: string;
  readonly version: string;
  readonly summary: string;
  readonly examples: readonly string[];
  readonly command?: CommandSpec;
  readonly subcommands?: Readonly<Record<string, SubcommandSpec>>;
}

const commonOptions: readonly Flag[] = [{ flags: '-q, --quiet', description: 'print nothing but errors' }];

/** Runs a bin: arguments in, exit code out. Errors are printed to stderr; what is unknown keeps its stack. */
export async function runBin(
  spec: BinSpec,
  argv: readonly string[],
  edge: Io,
  signal: AbortSignal,
): Promise<ExitCode> {
  const io = printedIo(edge);
  let exitCode: ExitCode = 0;
  const bind = (command: Command, { args = [], options = [], run }: CommandSpec) => {
    for (const { flags, description } of args) command.argument(flags, description);
    for (const { flags, description, choices } of [...options, ...commonOptions]) {
      const option = command.createOption(flags, description);
      command.addOption(choices === undefined ? option : option.choices(choices));
    }
    command.action(async () => {
      const values = command.opts();
      const progress = createProgress(edge, values['quiet'] === true);
      try {
        const screen = screenOf(io);
        const say = (text: string): void =>
          void (progress.clear(), io.stdout.write(`${fitLines(text, screen.columns)}\n`));
        exitCode = await run({ args: command.args, options: values, io, progress, screen, say, signal });
      } finally {
        progress.clear();
      }
    });
  };
  const program = prepare(new Command(spec.name), io)
    .description(spec.summary)
    .version(spec.version, '-V, --version')
    .addHelpText('after', () => helpEnd(spec.examples, helpColumns(io)));
  if (spec.command !== undefined) bind(program, spec.command);
  for (const [name, command] of Object.entries(spec.subcommands ?? {})) {
    const subcommand = prepare(program.command(name), io).description(command.summary);
    bind(
      subcommand.addHelpText('after', () => helpEnd(command.examples, helpColumns(io))),
      command,
    );
  }
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (signal.aborted) {
      io.stderr.write(`${spec.name}: ${(signal.reason as Error).message}\n`);
      return 3;
    }
    return reportError(spec.name, error, edge);
  }
}

/** Help is laid out also where nothing else is. */
const helpColumns = (io: Io): number => outputColumns(io) ?? 80;

function prepare(command: Command, io: Io): Command {
  return command
    .exitOverride()
    .allowExcessArguments(false)
    .showSuggestionAfterError()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
      outputError: () => {},
      getOutHelpWidth: () => helpColumns(io),
      getErrHelpWidth: () => helpColumns(io),
    });
}

/** Prints an error in the one form that all bins have, and gives its exit code. */
export function reportError(name: string, error: unknown, edge: Io): ExitCode {
  const io = printedIo(edge);
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    // Its suggestion stands in a line of its own, behind what was typed.
    const text = error.message.replace(/^error: /, '').replace(/\n(?=\(Did you mean [^\n]*$)/, ' ');
    const usage = new InputError(text, { fix: `see ${name} --help` });
    // Without a subcommand commander prints the help by itself.
    return error.code === 'commander.help' ? usage.exitCode : reportError(name, usage, edge);
  }
  const paint = createPaint(wantsColour(io, io.stderr));
  const known = error instanceof WasmgateError ? error : machineError(error);
  if (known !== null) {
    const columns = terminalColumns(io.stderr);
    io.stderr.write(`${fitLines(paint('bad', `${name}: ${known.message}`), columns)}\n`);
    if (known.fix !== undefined) io.stderr.write(`${fitLines(`  fix: ${known.fix}`, columns)}\n`);
    return known.exitCode;
  }
  const title = paint('bad', `${name}: this is a defect of wasmgate; please report it`);
  io.stderr.write(`${[title, ...defectLines(error)].join('\n')}\n`);
  return 3;
}

/** The message in one line, for it may hold text from outside, and the frames of the stack. */
function defectLines(error: unknown): string[] {
  if (!(error instanceof Error)) return [printable(String(error))];
  const frames = (error.stack ?? '').split('\n').filter((line) => /^ +at /.test(line));
  return [printable(`${error.name}: ${error.message}`, 4000), ...frames];
}
