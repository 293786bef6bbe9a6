import type { BinContext } from '@wasmgate/cli-kit';
import { InputError, type ExitCode } from '@wasmgate/contracts/errors';
import { findMergeBase, MERGE_BASE, resolveRevision, type GitOptions } from '@wasmgate/process';
import { compareGates } from './compare-gates.ts';
import { gateAt, gateNow } from './gate.ts';
import { renderDiff, renderLoosenings } from './render-diff.ts';

/** `wasm-baseline --diff [revision]`: what gates now beside what gated at a commit. With --check, 1 where something is looser and nothing says why. */
export async function runDiff(
  root: string,
  { io, options, screen, say, signal }: BinContext,
): Promise<ExitCode> {
  const { diff, check = false, subject, quiet = false } = options as DiffOptions;
  const git = { cwd: root, env: io.env, signal };
  const { sha, name } = await revisionOf(diff, check, git);
  const then = `${sha.slice(0, 12)}`;
  const subjects = compareGates(await gateAt(sha, root, git), gateNow(root), subject);
  if (subjects.length === 0) {
    throw new InputError(
      subject === undefined
        ? `${root}: has no subject, and had none at ${then}`
        : `there is no subject ${JSON.stringify(subject)}, and there was none at ${then}`,
    );
  }
  const loosenings = renderLoosenings(subjects, screen.paint);
  if (!quiet) say(`against ${then} (${name})\n\n${renderDiff(subjects, then, screen)}`);
  if (!check) return 0;
  if (loosenings.length > 0) {
    say(`\n${loosenings.join('\n')}`);
    return 1;
  }
  if (!quiet) say(`\n${screen.paint('good', 'no limit is looser without a reason')}`);
  return 0;
}

interface DiffOptions {
  readonly diff: true | string;
  readonly check?: boolean;
  readonly subject?: string;
  readonly quiet?: boolean;
}

/** What was named; else where this branch left the main one. To look, HEAD will do where there is none, but no check may pass by it. */
async function revisionOf(
  named: true | string,
  isCheck: boolean,
  git: GitOptions,
): Promise<{ sha: string; name: string }> {
  const name = named !== true ? named : isCheck || (await findMergeBase(git)) !== null ? MERGE_BASE : 'HEAD';
  const { sha } = await resolveRevision(name, git);
  return { sha, name: name === MERGE_BASE ? 'the merge base' : name };
}
