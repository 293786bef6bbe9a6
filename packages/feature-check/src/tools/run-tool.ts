import { basename, dirname } from 'node:path';
import { printable } from '@wasmgate/contracts/printable';
import type { Tool } from './tool.ts';

/** What a tool prints at most, and how long it may take. */
const MAX_OUTPUT_BYTES = 128 * 1024 * 1024;
const TIMEOUT_MS = 120_000;

/** The edge that a tool is run through. */
export interface ToolEdge {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

/** What a tool said of a file, or why it said nothing. */
export type ToolResult =
  | { readonly kind: 'output'; readonly output: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'failed'; readonly reason: string };

/** Runs a tool on a file, without a shell. It sees the file by name only, so that no path gets into what it prints. */
export function runTool(tool: Tool, file: string, edge: ToolEdge): Promise<ToolResult> {
  return spawn(tool.name, tool.arguments(`./${basename(file)}`), dirname(file), edge);
}

/** The version of an installed tool; `unknown` where it does not tell. */
export async function toolVersion(tool: Tool, edge: ToolEdge): Promise<string> {
  const result = await spawn(tool.name, tool.versionArguments, undefined, edge);
  const [line = ''] = result.kind === 'output' ? result.output.split('\n') : [];
  const text = line.trim();
  return (
    printable(text.startsWith(`${tool.name} `) ? text.slice(tool.name.length + 1) : text, 80) || 'unknown'
  );
}

async function spawn(
  command: string,
  args: readonly string[],
  cwd: string | undefined,
  { env, signal }: ToolEdge,
): Promise<ToolResult> {
  const { execa } = await import('execa');
  const result = await execa(command, [...args], {
    ...(cwd === undefined ? {} : { cwd }),
    env,
    extendEnv: false,
    stdin: 'ignore',
    reject: false,
    timeout: TIMEOUT_MS,
    maxBuffer: MAX_OUTPUT_BYTES,
    cancelSignal: signal,
    stripFinalNewline: false,
  });
  signal.throwIfAborted();
  if (result.code === 'ENOENT') return { kind: 'missing' };
  if (result.timedOut) return { kind: 'failed', reason: `took more than ${TIMEOUT_MS / 1000} s` };
  if (result.isMaxBuffer) {
    return { kind: 'failed', reason: `printed more than ${MAX_OUTPUT_BYTES / 1024 / 1024} MiB` };
  }
  const complaint = firstLine(result.stderr ?? '');
  if (result.failed) {
    return { kind: 'failed', reason: complaint || printable(result.shortMessage ?? 'failed', 200) };
  }
  // A tool that only warns may have left out what it could not read.
  if (/\berror\b/i.test(complaint)) return { kind: 'failed', reason: complaint };
  return { kind: 'output', output: result.stdout ?? '' };
}

const firstLine = (text: string): string =>
  printable(text.split('\n').find((line) => line.trim() !== '') ?? '', 200);
