import { relative } from 'node:path';
import { jsonText } from '@wasmgate/contracts/json-file';
import type { Draft } from './draft.ts';
import type { Entry } from './edit-json.ts';
import type { Candidate } from './find-candidates.ts';
import { subjectTasks, turboSettings, type Tasks } from './gate-tasks.ts';
import { SUBJECTS_FOLDER } from './plan-workspace.ts';

const TASKS_PACKAGE = 'wasmgate-tasks';

/** Other tasks may run beside one another; where there are none, one at a time: a benchmark is best alone on the machine. */
export function planTurbo(draft: Draft, tasks: Tasks): void {
  const file = draft.read('turbo.jsonc') === null ? 'turbo.json' : 'turbo.jsonc';
  const isNew = draft.read(file) === null;
  draft.add(file, [
    ...(isNew ? Object.entries(turboSettings).map(([key, value]): Entry => [[key], value]) : []),
    ...Object.entries(tasks).map(([name, task]): Entry => [['tasks', name], task]),
  ]);
}

/** The tasks of subjects, once for all of them, in a package that they extend. */
export function planTasks(draft: Draft): void {
  draft.create(`${SUBJECTS_FOLDER}/tasks/package.json`, jsonText({ name: TASKS_PACKAGE, private: true }));
  draft.create(`${SUBJECTS_FOLDER}/tasks/turbo.json`, jsonText({ extends: ['//'], tasks: subjectTasks }));
}

/** What keys the build beside what a subject's folder holds by its names: a .wasm that lies elsewhere. `wasmgate sync` sees to crates. */
export function inputsOf(folder: string, candidate: Candidate): string[] {
  if (candidate.kind === 'crate') return [];
  const path = relative(folder, candidate.file).replaceAll('\\', '/');
  if (path.startsWith('prebuilt/')) return [];
  return [path.startsWith('../') ? `$TURBO_ROOT$/${candidate.file}` : path];
}

/** The turbo.json of a subject in a workspace. */
export function subjectTurbo(inputs: readonly string[]): string {
  const tasks = inputs.length === 0 ? {} : { tasks: { build: { inputs: ['$TURBO_EXTENDS$', ...inputs] } } };
  return jsonText({ extends: ['//', TASKS_PACKAGE], ...tasks });
}

/** Tasks whose build is keyed by these as well. */
export function keyedBy(tasks: Tasks, inputs: readonly string[]): Tasks {
  const inherited = (tasks['build']?.['inputs'] ?? []) as readonly unknown[];
  return { ...tasks, build: { ...tasks['build'], inputs: [...inputs, ...inherited] } };
}
