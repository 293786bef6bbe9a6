import { existsSync, readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { writeFileAtomic } from '@wasmgate/contracts/json-file';
import type { Subject } from '@wasmgate/contracts/subject';
import { rootOf } from '@wasmgate/contracts/workspace';
import type { BuildContext } from '../build-context.ts';
import { buildTold } from '../build-told.ts';
import { resolveCrate } from '../cargo/resolve-crate.ts';
import { memberInputs } from '../keyed/member-inputs.ts';
import { missingInputs } from '../keyed/missing-inputs.ts';
import { turboFile, turboTasks } from '../keyed/turbo-tasks.ts';
import { editInputs, type InputsEdit } from './edit-inputs.ts';
import { staleInputs } from './stale-inputs.ts';

/** What a subject's turbo.json lacks, and what it no longer needs. */
export interface SyncResult extends InputsEdit {
  /** The turbo.json, relative to the repository. */
  readonly file: string;
}

/**
 * Brings a subject's turbo.json in line with what its crate resolves to: the packages, manifests and configuration outside of the
 * subject become inputs of `build` and `settings`, and lines that an earlier call wrote for what is needed no longer go. All else in
 * the file stays as it is; with `check` all of it does. Compiles nothing. Throws InputError (exit 2) naming what cannot be keyed.
 */
export async function syncSubject(
  subject: Subject,
  { check }: { check: boolean },
  context: BuildContext,
): Promise<SyncResult> {
  const { dir, config } = subject;
  const root = rootOf(dir);
  const path = turboFile(dir);
  const file = relative(root, path).split(sep).join('/');
  if (config.crate === undefined) return { file, missing: [], stale: [] };
  const told = { dir, ...buildTold.derive(subject) };
  const { packages } = await resolveCrate(told, config.crate, context);
  const wanted = memberInputs(subject, packages);
  const tasks = turboTasks(dir);
  const edit: InputsEdit = {
    missing: missingInputs(wanted, { subjectDir: dir, root, tasks }),
    stale: staleInputs(wanted, tasks),
  };
  if (!check && edit.missing.length + edit.stale.length > 0) {
    const before = existsSync(path) ? readFileSync(path, 'utf8') : null;
    writeFileAtomic(path, editInputs(before, edit));
  }
  return { file, ...edit };
}
