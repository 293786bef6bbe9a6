import { describe, expect, it } from 'vitest';
import { functionLabel, moduleNames, producers, targetFeatures } from '../src/index.ts';
import { custom, name, sized, vec } from './build-wasm.ts';
import { handMade, moduleOf } from './fixtures.ts';

const functionNames = (...entries: [index: number, of: string][]): number[] =>
  custom('name', 1, sized(vec(...entries.map(([index, of]) => [index, name(of)]))));

describe('labels', () => {
  it('fall back from names to exports, imports and the index', async () => {
    const module = await moduleOf(
      '(module (import "env" "log" (func)) (func (export "run")) (func $named (export "other")) (func))',
    );
    expect([0, 1, 2, 3].map((index) => functionLabel(module, index))).toEqual([
      'env.log',
      'run',
      'named',
      'func[3]',
    ]);
  });
});

describe('the name section', () => {
  it('may have its indices out of order', () => {
    const { functions: names } = moduleNames(handMade(functionNames([7, 'seven'], [2, 'two'], [5, 'five'])));
    expect([...names.entries()]).toEqual([
      [2, 'two'],
      [5, 'five'],
      [7, 'seven'],
    ]);
    expect(names.get(5)).toBe('five');
  });

  it.each<[string, number[], [number, string][]]>([
    [
      'two names for one function',
      functionNames([1, 'hidden'], [0, 'a'], [1, 'shown']),
      [
        [0, 'a'],
        [1, 'hidden'],
        [1, 'shown'],
      ],
    ],
    [
      'two name sections',
      [...functionNames([1, 'a']), ...functionNames([1, 'b'])],
      [
        [1, 'a'],
        [1, 'b'],
      ],
    ],
    [
      'a subsection twice',
      custom('name', 1, sized(vec([2, name('a')])), 1, sized(vec([1, name('b')]))),
      [
        [1, 'b'],
        [2, 'a'],
      ],
    ],
  ])('gives every name when it has %s', (_, bytes, expected) => {
    const { functions, problem } = moduleNames(handMade(bytes));
    expect([...functions.entries()]).toEqual(expected);
    expect(functions.get(1)).toBe(expected.find(([index]) => index === 1)?.[1]);
    expect(problem).toBeNull();
  });

  it.each<[string, number[], string]>([
    ['a count of 2^32-1', custom('name', 1, sized([0xff, 0xff, 0xff, 0xff, 0x0f])), 'only 0 bytes are left'],
    ['a name that is not UTF-8', custom('name', 1, sized(vec([0, name('a')], [1, 1, 0xff]))), 'UTF-8'],
    ['more than it counts', custom('name', 1, sized(vec([0, name('a')]), 1, 2)), 'found 2 more bytes'],
    [
      'a subsection beyond its end',
      [...custom('name', 1, sized(vec([0, name('a')])), 4, 99)],
      'only 0 bytes are left',
    ],
    [
      'a name of the module beyond its end',
      custom('name', 0, sized(9), 1, sized(vec([0, name('a')]))),
      'of 9 bytes',
    ],
  ])('says so when it has %s, and gives what stands before', (_, bytes, message) => {
    const { functions, problem } = moduleNames(handMade(bytes));
    expect(problem).toContain(message);
    expect([[], [[0, 'a']]]).toContainEqual([...functions.entries()]);
  });

  it('is absent from a stripped module', () => {
    expect(moduleNames(handMade())).toMatchObject({ present: false, module: undefined });
  });
});

describe('custom sections of the tool conventions', () => {
  it('are read', () => {
    const module = handMade(
      custom('producers', vec([name('language'), vec([name('Rust'), name('')])], [name('sdk'), vec()])),
      custom('target_features', vec([0x2b, name('simd128')], [0x2d, name('atomics')])),
    );
    expect(producers(module)).toEqual([{ field: 'language', name: 'Rust', version: '' }]);
    expect(targetFeatures(module)).toEqual([
      { prefix: '+', name: 'simd128' },
      { prefix: '-', name: 'atomics' },
    ]);
    expect(targetFeatures(handMade())).toBeUndefined();
  });
});
