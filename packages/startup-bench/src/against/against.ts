import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { isUnderTurbo, type BinContext, type Input } from '@wasmgate/cli-kit';
import { InputError } from '@wasmgate/contracts/errors';
import { ACCEPTED, NATIVE_FOLDERS } from '@wasmgate/contracts/layout';
import { acceptedFile } from '@wasmgate/contracts/workspace-file';
import type { Baseline } from '../measure/bench-options.ts';
import { withBuiltRevision } from './build-revision.ts';

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
    baseline: { file: resolve(io.cwd, first), label: basename(first), isEarlier: false },
  };
}

/**
 * Gives `use` what `--against` names, a file or `git:REF`; in a subject, by default, its accepted artifact when there is one.
 */
export async function withAgainst<T>(
  input: Input<unknown>,
  { options, io, signal, progress }: BinContext,
  use: (baseline: Baseline | null) => Promise<T>,
): Promise<T> {
  const named = options['against'] as string | undefined;
  const revision = named === undefined ? undefined : /^git:(.+)$/s.exec(named)?.[1];
  if (revision === undefined) return use(againstFile(input, named, io.cwd));
  const { subject } = input;
  if (subject === null) {
    throw new InputError('--against git:… builds a subject as it was, and a .wasm by path belongs to none', {
      fix: 'run this in the folder of a subject without a path, or name a file: --against before.wasm',
    });
  }
  if (isUnderTurbo(io)) {
    throw new InputError('--against git:… starts turbo, which a task must not', { fix: 'run it by hand' });
  }
  const building = { env: io.env, signal, onStep: (text: string) => progress.step(text) };
  return withBuiltRevision(revision, subject, building, (built) => {
    if (built === null) return use(null);
    const { file, nativeFolder, sha } = built;
    return use({ file, nativeFolder, label: `git:${revision} (${sha.slice(0, 12)})`, isEarlier: true });
  });
}

function againstFile(input: Input<unknown>, named: string | undefined, cwd: string): Baseline | null {
  if (named !== undefined) return { file: resolve(cwd, named), label: basename(named), isEarlier: false };
  if (input.kind !== 'subject') return null;
  const file = acceptedFile(input.subject.dir, ACCEPTED.shipped);
  const nativeFolder = join(input.subject.dir, NATIVE_FOLDERS.accepted);
  return existsSync(file) ? { file, label: ACCEPTED.shipped, isEarlier: true, nativeFolder } : null;
}
