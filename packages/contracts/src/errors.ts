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

/** Marks an error as one of these. */
const MARK = Symbol.for('wasmgate.error');

/**
 * A tool is several bundles, each with a copy of these classes: an error is one of them by what it says of itself, whichever bundle
 * made it. A class that is derived elsewhere is as JavaScript has it (ECMA-262, OrdinaryHasInstance).
 */
function isOne(of: unknown, value: unknown): boolean {
  const exitCode = exitCodes.get(of);
  if (exitCode === undefined) return Function.prototype[Symbol.hasInstance].call(of, value) as boolean;
  if (typeof value !== 'object' || value === null || !(MARK in value)) return false;
  return exitCode === null || (value as { exitCode?: unknown }).exitCode === exitCode;
}

/** An error whose message is meant for the user: what, where, and how to fix. Message and fix are safe to print. */
export class WasmgateError extends Error {
  readonly [MARK] = true;
  readonly exitCode: ExitCode;
  readonly fix: string | undefined;

  constructor(exitCode: ExitCode, { message, fix, cause }: ErrorParts) {
    super(printed(message), cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.exitCode = exitCode;
    this.fix = fix === undefined ? undefined : printed(fix);
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return isOne(this, value);
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

const exitCodes: ReadonlyMap<unknown, ExitCode | null> = new Map<unknown, ExitCode | null>([
  [WasmgateError, null],
  [InputError, 2],
  [EnvironmentError, 3],
]);
