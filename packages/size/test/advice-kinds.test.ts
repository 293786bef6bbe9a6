import { describe, expect, it } from 'vitest';
import { customSectionsKind } from '../src/advice/kinds/custom-sections.ts';
import { optimizerKind } from '../src/advice/kinds/optimizer.ts';
import { assemble, targetOf, useAdvice } from './advise-text.ts';
import { component, coreModule, custom, nestedModule } from './wasm-bytes.ts';

const advise = useAdvice();
const many = Array.from({ length: 100 }, () => 7);

describe('custom sections', () => {
  it('are advised by role, at any depth, without running anything', async () => {
    const inner = coreModule(
      custom('.debug_info', many),
      custom('.debug_line', many),
      custom('dylink.0', many),
    );
    const file = component(nestedModule(inner), custom('component-name', many));
    const { advice, kinds } = await advise(targetOf(file), customSectionsKind);
    expect(advice.map(({ args, saves, proof }) => [args, saves.raw_bytes, proof.method])).toEqual([
      [{ role: 'debug_info', sections: ['.debug_info', '.debug_line'] }, 229, 'same_code'],
      [{ role: 'names', sections: ['component-name'] }, 117, 'same_code'],
    ]);
    expect(kinds).toMatchObject([{ status: 'advised' }]);
  });

  it('are left alone when somebody may read them, or when they are a few bytes', async () => {
    const file = coreModule(
      custom('dylink.0', many),
      custom('metadata.code.branch_hint', many),
      custom('__wasm_bindgen_unstable', many),
      custom('producers', [0]),
    );
    const { advice, kinds } = await advise(targetOf(file), customSectionsKind);
    expect(advice).toEqual([]);
    expect(kinds).toEqual([{ kind: 'custom sections', status: 'nothing', reason: null }]);
  });
});

describe('wasm-opt', () => {
  it('is advised by what it saves, and by what options that assume no traps save beyond that', async () => {
    const waste = '(local.set 2 (i32.add (local.get 0) (i32.const 0)))'.repeat(40);
    const divisions = '(drop (i32.div_u (local.get 0) (local.get 1)))'.repeat(40);
    const file = assemble(`(module (func (export "f") (param i32 i32) (result i32) (local i32)
      ${waste} ${divisions} (local.get 2)))`);
    const { advice } = await advise(targetOf(file), optimizerKind);
    expect(advice.map(({ code }) => code).toSorted()).toEqual(['optimizer_gains', 'traps_never_happen']);
    expect(advice.find(({ code }) => code === 'optimizer_gains')).toMatchObject({
      args: { from: 'app.wasm' },
      proof: { method: 'same_behaviour', calls: 3, left_out: 0 },
    });
    // With a divisor of 0 it traps: that call says nothing where traps are taken never to happen.
    expect(advice.find(({ code }) => code === 'traps_never_happen')).toMatchObject({
      proof: { method: 'same_behaviour', calls: 2, left_out: 1 },
    });
  });

  it('is not advised of what it cannot make smaller', async () => {
    const { advice, kinds } = await advise(
      targetOf(assemble('(module (func (export "f") (result i32) (i32.const 1)))')),
      optimizerKind,
    );
    expect(advice).toEqual([]);
    expect(kinds).toEqual([{ kind: 'wasm-opt', status: 'nothing', reason: null }]);
  });
});
