// @boundaries-ignore adopters get this repository's own tasks: one source
import turbo from '../../../../turbo.json' with { type: 'json' };

/** A task of turbo.json. */
type Task = Readonly<Record<string, unknown>>;

/** Tasks by name. */
export type Tasks = Readonly<Record<string, Task>>;

const { $schema, globalPassThroughEnv, boundaries: _, tasks, ...settings } = turbo;
const { transit: _transit, compile: _compile, '//#environment': found, ...rest } = tasks;
const { dependsOn: _dependsOn, ...environment } = found;

/**
 * Each of our tasks passes on by itself what this repository passes on to all: where other tasks run as well, their environment is
 * not ours to widen.
 */
const passingOn = <T extends object>(task: T & { passThroughEnv?: string[] }): Task => ({
  ...task,
  passThroughEnv: [...globalPassThroughEnv, ...(task.passThroughEnv ?? [])],
});

/** The task of the workspace, by the name that it has at the root. */
export const rootTask: Tasks = { '//#environment': passingOn(environment) };

/** The tasks of a subject, which inherit nothing: a root's `build` of other packages is not ours, nor is ours theirs. */
export const subjectTasks: Tasks = Object.fromEntries(
  Object.entries(rest).map(([name, task]) => [name, { extends: false, ...passingOn(task) }]),
);

/** All tasks in a repository of a single package, where turbo knows no `//#` and nothing to inherit. */
export const singlePackageTasks: Tasks = JSON.parse(
  JSON.stringify({
    ...rootTask,
    ...Object.fromEntries(Object.entries(rest).map(([name, task]) => [name, passingOn(task)])),
  }).replaceAll('//#environment', 'environment'),
) as Tasks;

/** What else a turbo.json says that has no other tasks. */
export const turboSettings: Task = { $schema, ...settings };

/** What each task of a subject runs. A violation is recorded; `verify` alone fails. */
export const subjectScripts: Readonly<Record<string, string>> = {
  settings: 'wasmgate settings',
  build: 'wasmgate build --exit-zero',
  size: 'wasmgate size --exit-zero',
  'feature-check': 'wasmgate features --exit-zero',
  'startup-bench': 'wasmgate startup --exit-zero',
  memory: 'wasmgate memory --exit-zero',
  'regression-compare': 'wasmgate compare --exit-zero',
  verify: 'wasmgate verify',
  report: 'wasmgate report',
};

/** What the task of the workspace runs. */
export const rootScripts: Readonly<Record<string, string>> = { environment: 'wasmgate environment' };
