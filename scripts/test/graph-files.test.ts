import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KEYED_VARIABLES } from '@wasmgate/toolchain';
import { expect, it } from 'vitest';

// turbo.json is what adopters get; packages/from-source/turbo.json lays the tools' own code over it. An overlay must repeat a
// `dependencyOutputs` entry whole, so this holds the two against each other.

interface Outputs {
  readonly mode: 'dependencyOutputs';
  readonly from: readonly string[];
  readonly globs: readonly string[];
}
interface Task {
  readonly dependsOn?: readonly string[];
  readonly inputs?: readonly (string | Outputs)[];
  readonly env?: readonly string[];
  readonly passThroughEnv?: readonly string[];
}

const root = join(import.meta.dirname, '../..');
const tasksIn = (file: string) =>
  (JSON.parse(readFileSync(join(root, file), 'utf8')) as { tasks: Record<string, Task> }).tasks;
const outputsOf = ({ inputs = [] }: Task): Outputs | undefined =>
  inputs.find((input): input is Outputs => typeof input !== 'string');

const base = tasksIn('turbo.json');
const overlay = tasksIn('packages/from-source/turbo.json');

it.each(Object.entries(base).filter(([, task]) => outputsOf(task)))(
  '%s is keyed on bytes alone: a dependency that `from` leaves out would key it by its hash',
  (_name, task) => expect(outputsOf(task)?.from).toEqual(task.dependsOn),
);

// turbo.json keys what wasm-build lets through to the compiler: a family that only one of them names would be a stale hit.
it.each([
  ['build', 'env'],
  ['//#environment', 'passThroughEnv'],
] as const)('%s: %s is the table of variables that reach the compiler', (name, list) => {
  expect(base[name]?.[list]).toEqual([...KEYED_VARIABLES]);
});

it('lays the code of a tool over every task of a subject', () => {
  const own = Object.keys(base).filter((name) => !['transit', 'compile', '//#environment'].includes(name));
  expect(Object.keys(overlay).toSorted()).toEqual(own.toSorted());
});

it.each(Object.entries(overlay))('%s: what turbo.json says, and the bundle of its tool', (name, task) => {
  const [extending, compile = '', ...more] = task.dependsOn ?? [];
  expect([extending, more]).toEqual(['$TURBO_EXTENDS$', []]);
  expect(compile).toMatch(/^@wasmgate\/[a-z-]+#compile$/);
  expect(task.inputs?.[0]).toBe('$TURBO_EXTENDS$');
  const [over, under] = [outputsOf(task), outputsOf(base[name] ?? {})];
  expect(over?.from).toEqual([compile, ...(under?.from ?? [])]);
  const bundles = (over?.globs ?? []).filter((glob) => glob.startsWith('dist/'));
  expect(bundles.length).toBeGreaterThan(0);
  expect(over?.globs.filter((glob) => !bundles.includes(glob))).toEqual(under?.globs);
});
