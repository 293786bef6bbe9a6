import type { Invocation, Literal } from '@wasmgate/wasmtime';
import type { GuestPlan } from '../child/job.ts';

/** What follows `wasmtime run` for a guest: options before the file, arguments after it. */
export interface CliCommand {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/**
 * A command line that runs the guest and exits 0 when all is well; undefined when there is none.
 *
 * A core module without `_start` also "runs" with exit 0, but nothing is run: that is no command line. A component
 * without `wasi:cli/run` exits 1 unless an export is invoked.
 */
export function cliCommand(
  plan: GuestPlan,
  call: Invocation | undefined = plan.calls[0],
): CliCommand | undefined {
  if (plan.isCommand) return { before: [], after: [] };
  if (call === undefined || call.name.includes('#')) return undefined;
  if (plan.kind === 'component') {
    return { before: ['--invoke', `${call.name}(${call.args.map(wave).join(', ')})`], after: [] };
  }
  const isNumeric = call.args.every((literal) => literal.type === 'number');
  return isNumeric ? { before: ['--invoke', call.name], after: call.args.map(wave) } : undefined;
}

/** A literal in WAVE. */
function wave(literal: Literal): string {
  switch (literal.type) {
    case 'number':
      return literal.text;
    case 'bool':
      return String(literal.value);
    case 'char':
      return `'${escape(literal.value, "'")}'`;
    case 'string':
      return `"${escape(literal.value, '"')}"`;
    case 'list':
      return `[${literal.items.map(wave).join(', ')}]`;
  }
}

function escape(text: string, quote: string): string {
  return text.replace(/[\\"'\p{Cc}]/gu, (char) => {
    if (char === '\\' || char === quote) return `\\${char}`;
    if (char === '"' || char === "'") return char;
    return `\\u{${char.codePointAt(0)?.toString(16) ?? '0'}}`;
  });
}
