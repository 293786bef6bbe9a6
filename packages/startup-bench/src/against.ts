import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { BinContext, Input } from '@wasmgate/cli-kit';
import { InputError } from '@wasmgate/contracts/errors';
import type { Baseline } from './bench-startup.ts';

/** Where the accepted artifact of a subject lies. */
const ACCEPTED = 'baseline/shipped.wasm';

/**
 * The two files of `A.wasm B.wasm`: A is the baseline, B the head. Null when the second argument is none or a number, which
 * is the number of iterations.
 */
export function twoFiles({
  args,
  options,
  io,
}: BinContext): { head: { file: string; label: string }; baseline: Baseline } | null {
  const [first, second, third] = args;
  if (first === undefined || second === undefined || /^[-+]?[\d.]+$/.test(second)) {
    if (third === undefined) return null;
    throw new InputError(`${JSON.stringify(third)}: one argument too many`, {
      fix: 'give one .wasm or two, then the number of iterations',
    });
  }
  if (options['against'] !== undefined) {
    throw new InputError('--against names what to compare with, and so does the first of two files', {
      fix: 'give one file and --against, or two files',
    });
  }
  return {
    head: { file: resolve(io.cwd, second), label: basename(second) },
    baseline: { file: resolve(io.cwd, first), label: basename(first), isAccepted: false },
  };
}

/** What `--against` names; in a subject, by default, its accepted artifact when there is one. */
export function againstFile(input: Input, { options, io }: BinContext): Baseline | null {
  const named = options['against'] as string | undefined;
  if (named !== undefined) return { file: resolve(io.cwd, named), label: basename(named), isAccepted: false };
  if (input.kind !== 'subject') return null;
  const file = join(input.subject.dir, ACCEPTED);
  return existsSync(file) ? { file, label: ACCEPTED, isAccepted: true } : null;
}
