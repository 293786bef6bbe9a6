import { basename, dirname } from 'node:path';
import { printable } from '@wasmgate/contracts/printable';
import { failureText, findOnPath, NotStartedError, runProcess, type Environment } from '@wasmgate/process';
import type { Tool } from './tool.ts';

/** What a tool prints at most, and how long it may take. */
const MAX_OUTPUT_BYTES = 128 * 1024 * 1024;
const DEADLINE_MS = 120_000;
const VERSION_DEADLINE_MS = 10_000;

/** The edge that a tool is run through. */
export interface ToolEdge {
  readonly env: Environment;
  readonly signal: AbortSignal;
  /** Hears of what is worth a line in a log. */
  readonly onStep: (text: string) => void;
}

/** What a tool said of a file, or why it said nothing. */
export type ToolResult =
  | { readonly kind: 'output'; readonly output: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'failed'; readonly reason: string };

/** Runs a tool on a file, without a shell. It sees the file by name only, so that no path gets into what it prints. */
export function runTool(tool: Tool, file: string, edge: ToolEdge): Promise<ToolResult> {
  return ask(tool.name, tool.arguments(`./${basename(file)}`), dirname(file), edge, DEADLINE_MS);
}

const UNKNOWN = 'unknown';

/** The version of an installed tool; `unknown` where it does not tell. */
export async function toolVersion(tool: Tool, edge: ToolEdge): Promise<string> {
  const result = await ask(tool.name, tool.versionArguments, undefined, edge, VERSION_DEADLINE_MS);
  if (result.kind === 'failed') {
    edge.onStep(`${tool.name} does not say its version, which is recorded as ${UNKNOWN}: ${result.reason}`);
  }
  const [line = ''] = result.kind === 'output' ? result.output.split('\n') : [];
  const text = line.trim();
  return printable(text.startsWith(`${tool.name} `) ? text.slice(tool.name.length + 1) : text, 80) || UNKNOWN;
}

async function ask(
  command: string,
  args: readonly string[],
  cwd: string | undefined,
  { env, signal }: Pick<ToolEdge, 'env' | 'signal'>,
  deadlineMs: number,
): Promise<ToolResult> {
  const file = findOnPath(env, command);
  if (file === null) return { kind: 'missing' };
  const result = await runProcess({
    file,
    args,
    ...(cwd === undefined ? {} : { cwd }),
    env,
    signal,
    deadlineMs,
    maxStdoutBytes: MAX_OUTPUT_BYTES,
  }).catch((error: unknown) => {
    if (error instanceof NotStartedError) return error;
    throw error;
  });
  if (result instanceof NotStartedError) {
    return { kind: 'failed', reason: `cannot be started (${result.code})` };
  }
  const complaint = firstLine(result.stderr);
  if (!result.ok) {
    const isCut = result.timedOutMs !== null || result.overflowBytes !== null;
    return { kind: 'failed', reason: isCut ? failureText(result) : complaint || failureText(result) };
  }
  // A tool that only warns may have left out what it could not read.
  if (/\berror\b/i.test(complaint)) return { kind: 'failed', reason: complaint };
  return { kind: 'output', output: result.stdout };
}

const firstLine = (text: string): string =>
  printable(text.split('\n').find((line) => line.trim() !== '') ?? '', 200);
