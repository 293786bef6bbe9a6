import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { readWasm } from '@wasmgate/wasm-model';
import { describe, expect, it } from 'vitest';
import { findAliases } from '../src/inspect/aliases.ts';
import { equalFunctions } from '../src/inspect/equal-functions.ts';
import { coreModule, type TestFunction } from './wasm-bytes.ts';

const moduleOf = (functions: readonly TestFunction[]) => {
  const binary = readWasm(
    coreModule({
      imports: [
        ['env', 'a'],
        ['env', 'b'],
      ],
      functions,
    }),
  );
  if (binary.kind !== 'module') throw new Error('not a core module');
  return binary;
};

/** Functions by their first equal, imports left out. */
const classesOf = (functions: readonly TestFunction[]) => [...equalFunctions(moduleOf(functions))].slice(2);

describe('equal functions', () => {
  it('have the same code; imports are themselves alone', () => {
    expect([...equalFunctions(moduleOf([{ calls: [0] }, { calls: [1] }, { calls: [0] }]))]).toEqual([
      0, 1, 2, 3, 2,
    ]);
  });

  it('are those too that call functions that are equal, at any depth', () => {
    const chain = [
      { calls: [0] },
      { calls: [0] },
      { calls: [2] },
      { calls: [3] },
      { calls: [4] },
      { calls: [5] },
    ];
    expect(classesOf(chain)).toEqual([2, 2, 4, 4, 6, 6]);
  });

  it('are not those that differ in a callee, however deep', () => {
    const chain = [{ calls: [0] }, { calls: [1] }, { calls: [2] }, { calls: [3] }];
    expect(classesOf(chain)).toEqual([2, 3, 4, 5]);
  });

  it('are not two that call each other: nothing makes them equal first', () => {
    expect(classesOf([{ calls: [3] }, { calls: [2] }])).toEqual([2, 3]);
  });
});

it('functions of different types are not equal, though their bodies are', async () => {
  const text = '(module (func) (func (param i32)) (func) (func (param i32)) (func (param i32 i32)))';
  const binary = readWasm(await parse(text));
  if (binary.kind !== 'module') throw new Error('not a core module');
  expect([...equalFunctions(binary)]).toEqual([0, 1, 0, 1, 4]);
});

describe('aliases', () => {
  const linked = moduleOf([
    { name: 'mine', calls: [0] },
    { name: 'tokio::f', calls: [0] },
    { name: 'other', calls: [1] },
    { name: 'twice', calls: [1] },
    { name: 'twice', calls: [1] },
  ]);
  const optimized = moduleOf([{ name: 'mine', calls: [0] }]);
  const aliasesOf = findAliases(linked, optimized);

  it('name what code ships under, and what else had the same', () => {
    expect(aliasesOf(3)).toEqual({ shipped_as: ['mine'], aliases: ['mine'] });
    expect(aliasesOf(2)).toEqual({ shipped_as: ['mine'], aliases: ['tokio::f'] });
  });

  it('say nothing of what vanished without an equal, nor by a name that two have', () => {
    expect(aliasesOf(4)).toEqual({ shipped_as: [] });
    expect(aliasesOf(5)).toEqual({ shipped_as: [], aliases: ['other'] });
  });
});
