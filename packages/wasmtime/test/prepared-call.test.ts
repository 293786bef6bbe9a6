import { expect, test } from 'vitest';

import { artifactKind } from '../src/index.ts';
import { wasmtime, wat } from './libwasmtime.ts';

test.each([
  ['module', '(module (func $start unreachable) (start $start))'],
  [
    'component',
    '(component (core module $m (func $s unreachable) (start $s)) (core instance (instantiate $m)))',
  ],
])('the start of a %s fails when its result is asked for, not in the call that is timed', (_, text) => {
  const bytes = wat(text);
  const engine = wasmtime().newEngine();
  const store = engine.newStore();
  const prepared = engine
    .newLinker(artifactKind(bytes))
    .prepare(engine.compile(bytes))
    .prepareInstance(store);
  prepared.call();
  expect(() => prepared.result()).toThrow(expect.objectContaining({ kind: 'trap' }));
  store.close();
});

test('the store has the instance after the call, and its exports after the result', () => {
  const bytes = wat('(module (func (export "seven") (result i32) (i32.const 7)))');
  const engine = wasmtime().newEngine();
  const store = engine.newStore();
  const prepared = engine.newLinker('module').prepare(engine.compile(bytes)).prepareInstance(store);
  prepared.call();
  const seven = prepared.result().getFunction('seven').prepare([]);
  seven.call();
  expect(seven.result()).toEqual([7]);
  store.close();
});
