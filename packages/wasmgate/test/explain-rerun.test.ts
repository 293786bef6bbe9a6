import { expect, test } from 'vitest';
import { explainRerun, type TaskSummary } from '../src/why/explain-rerun.ts';

const task: TaskSummary = {
  taskId: 'echo-module#size',
  hash: 'a',
  command: 'wasm-size',
  inputs: { 'wasmgate.json': '1', 'dist/main.js': '2' },
  hashOfExternalDependencies: 'x',
  cache: { status: 'MISS' },
  environmentVariables: { configured: [] },
};

test('equal keys have no reason', () => {
  expect(explainRerun(task, task)).toEqual([]);
});

test('every input that differs is named', () => {
  const after = { ...task, hash: 'b', inputs: { 'wasmgate.json': '9', 'linked.wasm': '3' } };
  expect(explainRerun(task, after)).toEqual([
    { kind: 'removed', what: 'dist/main.js' },
    { kind: 'added', what: 'linked.wasm' },
    { kind: 'changed', what: 'wasmgate.json' },
  ]);
});

test.each([
  [{ hashOfExternalDependencies: 'y' }, { kind: 'dependencies', what: 'locked versions of npm packages' }],
  [
    { environmentVariables: { configured: ['RUSTFLAGS=1'] } },
    { kind: 'environment', what: 'none -> RUSTFLAGS=1' },
  ],
  [{ command: 'wasm-size -q' }, { kind: 'command', what: 'wasm-size -> wasm-size -q' }],
  [{}, { kind: 'unknown', what: 'turbo.json, the root package.json, or a task that this one depends on' }],
])('what else differs is named: %o', (change, reason) => {
  expect(explainRerun(task, { ...task, hash: 'b', ...change })).toEqual([reason]);
});
