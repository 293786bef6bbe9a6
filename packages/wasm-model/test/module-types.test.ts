import { describe, expect, it } from 'vitest';
import { moduleTypes } from '../src/index.ts';
import { section, vec } from './build-wasm.ts';
import { handMade, moduleOf } from './fixtures.ts';

const parameters = (count: number): number[] => vec(...Array.from({ length: count }, () => 0x7f));

describe('types', () => {
  it('are equal by structure, as the specification has it', async () => {
    const module = await moduleOf(`(module
      (type (func (param i32)))
      (type (func (param i32)))
      (type (sub (func (param i32))))
      (type (sub final (func (param i32))))
      (rec (type $a (func (param (ref null $b)))) (type $b (func (param (ref null $a)))))
      (rec (type $c (func (param (ref null $d)))) (type $d (func (param (ref null $c)))))
      (rec (type $e (func (param (ref null $f)))) (type $f (func (param (ref null $e)) (result i32))))
      (type $user1 (struct (field (ref $b))))
      (type $user2 (struct (field (ref $d))))
      (type (array (mut i8)))
      (type (sub 2 (func (param i32)))))`);
    const { count, canonical, supertype } = moduleTypes(module);
    expect(count).toBe(14);
    expect([...canonical]).toEqual([0, 0, 2, 0, 4, 5, 4, 5, 8, 9, 10, 10, 12, 13]);
    expect([...supertype].filter((index) => index >= 0)).toEqual([2]);
  });
});

describe('a type', () => {
  it('that is final and without supertypes equals its short form', () => {
    const plain = [0x60, 0, 0];
    const { canonical } = moduleTypes(handMade(section(1, vec(plain, [0x4f, 0, plain], [0x50, 0, plain]))));
    expect([...canonical]).toEqual([0, 0, 2]);
  });

  it('has at most as many parameters as engines accept', () => {
    expect(moduleTypes(handMade(section(1, vec([0x60, parameters(1000), 0])))).count).toBe(1);
    expect(() => moduleTypes(handMade(section(1, vec([0x60, parameters(1001), 0]))))).toThrow(
      'over the limit of 1000',
    );
  });
});
