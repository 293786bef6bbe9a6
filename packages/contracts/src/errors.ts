import { printable } from './printable.ts';

/** Exit codes of every bin: 0 clean, 1 violation, 2 usage or input, 3 environment. */
export type ExitCode = 0 | 1 | 2 | 3;

/**
 * What an error says. A string is one line, whatever is in it: paths, names and values from outside are put in as they are. What
 * is to be several lines is given as lines; those after the first are indented.
 */
type Text = string | readonly string[];

interface ErrorParts {
  /** What is wrong, and where (file, JSON path, byte offset). */
  readonly message: Text;
  /** How to put it right: a command or a sentence. */
  readonly fix?: Text | undefined;
  readonly cause?: unknown;
}

/** A path has up to 4,096 bytes; what is longer than a few of them together helps nobody. */
const MAX_LINE = 10_000;

/**
 * Made printable here, where every error is made and none is missed: what reads `message` may print it, or put it into a report.
 */
function printed(text: Text): string {
  const [first = '', ...others] = typeof text === 'string' ? [text] : text;
  const indented = others.map((line) => (line.startsWith('  ') ? line : `  ${line}`));
  return [first, ...indented].map((line) => printable(line, MAX_LINE)).join('\n');
}

/** An error whose message is meant for the user: what, where, and how to fix. Message and fix are safe to print. */
export class WasmgateError extends Error {
  readonly exitCode: ExitCode;
  readonly fix: string | undefined;

  constructor(exitCode: ExitCode, { message, fix, cause }: ErrorParts) {
    super(printed(message), cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.exitCode = exitCode;
    this.fix = fix === undefined ? undefined : printed(fix);
  }
}

/** Usage, configuration or input is wrong: exit code 2. */
export class InputError extends WasmgateError {
  constructor(message: Text, options: { fix?: Text; cause?: unknown } = {}) {
    super(2, { message, ...options });
  }
}

/** A tool is missing or failed, or the machine refused (disk, rights): exit code 3. */
export class EnvironmentError extends WasmgateError {
  constructor(message: Text, options: { fix?: Text; cause?: unknown } = {}) {
    super(3, { message, ...options });
  }
}
