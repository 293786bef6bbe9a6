import type { BinContext } from '@wasmgate/cli-kit';
import type { ExitCode } from '@wasmgate/contracts/errors';
import { chooseSubjects } from '@wasmgate/contracts/list-subjects';
import { resolveRevision } from '@wasmgate/process';
import { readBaselineFile, readWhole } from '../accept/gather.ts';
import { figuresAt } from '../diff/gate.ts';
import { driftOf } from './drift.ts';
import { lastRelease } from './last-release.ts';
import { renderDrift } from './render-drift.ts';

/**
 * `wasm-baseline --release`: what was measured beside what the last release accepted and what is accepted now: many changes that each
 * pass may add up.
 */
export async function runDrift(
  root: string,
  { io, options, screen, say, signal }: BinContext,
): Promise<ExitCode> {
  const git = { cwd: root, env: io.env, signal };
  const tag = await lastRelease(git);
  if (tag === null) {
    say(
      'there is no release: no tag v* among the ancestors of HEAD (in CI: fetch the whole history and its tags)',
    );
    return 0;
  }
  const { sha } = await resolveRevision(`refs/tags/${tag}`, git);
  const released = await figuresAt(sha, root, git);
  const { baseline } = readBaselineFile(root);
  const own = (subjects: typeof released, name: string) =>
    (Object.hasOwn(subjects, name) ? subjects[name] : undefined) ?? {};
  const subjects = chooseSubjects(root, options['subject'] as string | undefined).map((subject) => {
    const { name } = subject;
    return { name, rows: driftOf(readWhole(subject), own(released, name), own(baseline.subjects, name)) };
  });
  if (options['quiet'] !== true) say(renderDrift(subjects, tag, screen));
  return 0;
}
