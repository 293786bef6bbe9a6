import { describe, expect, it } from 'vitest';
import type { WasmModule } from '../src/index.ts';
import { functionLabel, moduleNames, whyPath } from '../src/index.ts';
import { moduleOf } from './fixtures.ts';

const indexOf = (module: WasmModule, name: string): number =>
  [...moduleNames(module).functions.entries()].find(([, of]) => of === name)?.[0] as number;

const why = (module: WasmModule, ...names: string[]): string[] | undefined =>
  whyPath(module, new Set(names.map((name) => indexOf(module, name))))?.map(
    ({ function: index, via, certainty }) => `${via} ${functionLabel(module, index)} ${certainty}`,
  );

describe('why a function is there', async () => {
  const module = await moduleOf(`(module
    (type $t (func (param i32)))
    (table $host (export "callbacks") 1 funcref) (elem (table $host) (i32.const 0) func $shown)
    (table $own 2 funcref) (elem (table $own) (i32.const 0) func $by_type)
    (elem declare func $named)
    (func $run (export "run") (call $a))
    (func $a (call_indirect $own (type $t) (i32.const 0) (i32.const 0)) (return_call $b))
    (func $by_type (type $t) (call $far)) (func $far) (func $b (drop (ref.func $named)))
    (func $named) (func $shown) (func $dead) (func $init) (start $init))`);

  it('is a path on which every step says how sure it is', () => {
    expect(why(module, 'far')).toEqual([
      'export run certain',
      'call a certain',
      'call_indirect by_type possible',
      'call far certain',
    ]);
    expect(why(module, 'named')?.slice(2)).toEqual(['return_call b certain', 'ref_func named possible']);
    expect(why(module, 'shown')).toEqual(['table shown possible']);
    expect(why(module, 'init')).toEqual(['start init certain']);
    expect(whyPath(module, indexOf(module, 'run'))).toEqual([
      { function: indexOf(module, 'run'), via: 'export', export: 'run', certainty: 'certain' },
    ]);
  });

  it('leads to the nearest of a set', () => {
    expect(why(module, 'far', 'b', 'named', 'dead')?.at(-1)).toBe('return_call b certain');
    expect(why(module, 'by_type', 'named')?.at(-1)).toBe('call_indirect by_type possible');
  });

  it('is not known of what nothing leads to', () => {
    expect(why(module, 'dead')).toBeUndefined();
    expect(whyPath(module, [])).toBeUndefined();
    expect(whyPath(module, 999)).toBeUndefined();
  });
});
