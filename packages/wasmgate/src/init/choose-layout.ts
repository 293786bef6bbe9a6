import { InputError } from '@wasmgate/contracts/errors';
import { CONFIG_FILE } from '@wasmgate/contracts/layout';
import type { Candidate } from './find-candidates.ts';
import { singlePackageTasks, subjectScripts } from './gate-tasks.ts';
import type { Repository } from './repository.ts';

/**
 * Where subjects go. `workspace`: each into a folder of its own below wasmgate/, a package of the workspace, so that scripts and tasks
 * of other packages are left alone. `single`: the repository's only package is the subject.
 */
export type Layout = 'workspace' | 'single';

/**
 * Chooses the layout. A repository of a single package stays one where it can: with one .wasm to gate, and no script or task of a name
 * that is needed; else it becomes a workspace, if that changes nothing for what is there. Throws InputError (exit 2) where neither can be.
 */
export function chooseLayout(repository: Repository, candidates: readonly Candidate[]): Layout {
  const { packageJson, patterns, turboTasks: tasks, manager } = repository;
  if (patterns.length > 0 || packageJson === null) return 'workspace';
  if (repository.files.includes(CONFIG_FILE)) return 'single';
  const taken = Object.entries(subjectScripts)
    .filter(([name, command]) => (packageJson.scripts?.[name] ?? command) !== command || tasks.has(name))
    .map(([name]) => name);
  const [first, ...others] = candidates;
  // What a crate is made of is keyed from a folder beside it.
  const isPrebuilt = first?.kind === 'wasm' && others.length === 0;
  if (isPrebuilt && taken.length === 0) return 'single';
  const why = isPrebuilt
    ? `package.json or turbo.json has scripts or tasks of its own named ${taken.join(', ')}`
    : 'a crate, or more than one thing, is gated in a workspace';
  if (tasks.size > 0) {
    throw new InputError(`${why}, and as a workspace turbo would run the tasks of this package no more`, {
      fix: `make it a workspace by hand, with this package's tasks as //#build and so on; or choose one thing with --only, and rename the scripts: ${Object.keys(singlePackageTasks).join(', ')} are needed`,
    });
  }
  if (manager.name === 'yarn classic' && packageJson.private !== true) {
    throw new InputError(`${why}, and yarn 1 allows workspaces in private packages only`, {
      fix: 'in package.json: "private": true; or choose one thing with --only, and rename the scripts',
    });
  }
  return 'workspace';
}
