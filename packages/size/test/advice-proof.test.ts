import { describe, expect, it } from 'vitest';
import type { AdviceKind, Proposal } from '../src/advice/kind.ts';
import { assemble, targetOf, useAdvice } from './advise-text.ts';

const advise = useAdvice();

/** Proposes a module in place of another, as if it were an optimizer's. */
const instead = (text: string, more: Partial<Proposal> = {}): AdviceKind => ({
  name: 'test',
  propose: async ({ main }) => ({
    proposals: [
      {
        code: 'optimizer_gains',
        args: { options: '-O', from: 'app.wasm' },
        where: main?.path ?? '',
        file: assemble(text),
        method: 'same_behaviour',
        ...more,
      } as Proposal,
    ],
  }),
});

/** What counts is what is done: this makes the module as it is the larger one. */
const padding = `(func $idle ${'(drop (i32.const 1))'.repeat(60)})`;
const app = (body: string): string => `(module
  (import "env" "log" (func $log (param i32) (result i32)))
  (memory (export "memory") 1)
  ${body})`;
const withPadding = (body: string) => targetOf(assemble(app(`${body} ${padding}`)));

const sum =
  '(func (export "sum") (param i32 i64) (result i32) (i32.add (local.get 0) (i32.wrap_i64 (local.get 1))))';

describe('a change is advised when the module answers as before', () => {
  it('makes every call twice, and says how many', async () => {
    const { advice, replay } = await advise(withPadding(sum), instead(app(sum)));
    expect(advice).toMatchObject([
      {
        code: 'optimizer_gains',
        proof: { method: 'same_behaviour', calls: 3, same_calls: 3, left_out: 0 },
      },
    ]);
    expect(advice[0]?.saves.raw_bytes).toBeGreaterThan(100);
    expect(replay).toMatchObject({ exports: 1, called: 1, calls: 3, returned: 3, problem: null });
  });

  it('leaves out calls that do not end, and still ends', async () => {
    const loop = `(func (export "loop") (loop (br 0))) (func $deep (export "deep") call $deep)
      (func (export "ask") (loop (drop (call $log (i32.const 1))) (br 0))) ${sum}`;
    const { advice, replay } = await advise(withPadding(loop), instead(app(loop)));
    expect(replay).toMatchObject({ returned: 3, unfinished: 9 });
    expect(advice).toMatchObject([{ proof: { calls: 3, same_calls: 3 } }]);
  });
});

const refused: Readonly<Record<string, readonly [string, string, RegExp]>> = {
  'a result': [sum, sum.replace('i32.add', 'i32.sub'), /^sum\(1, 2\): returned 3 before, -1 now/],
  'a result that only -0 shows': [
    '(func (export "f") (result f64) (f64.const 0))',
    '(func (export "f") (result f64) (f64.const -0))',
    /returned 0 before, -0 now/,
  ],
  'a trap': [
    '(func (export "f") (param i32) (result i32) (i32.div_u (i32.const 7) (local.get 0)))',
    '(func (export "f") (param i32) (result i32) (if (result i32) (local.get 0) (then (i32.div_u (i32.const 7) (local.get 0))) (else (i32.const 0))))',
    /^f\(0\): trapped before \(divide by zero\), returned now \(0\)/,
  ],
  'a call of an import': [
    '(func (export "f") (drop (call $log (i32.const 1))))',
    '(func (export "f") (drop (call $log (i32.const 2))))',
    /imports/,
  ],
  'a byte of memory': [
    '(func (export "f") (i32.store8 (i32.const 9) (i32.const 1)))',
    '(func (export "f"))',
    /memory/,
  ],
  'a global': [
    '(global $g (export "g") (mut i32) (i32.const 0)) (func (export "f") (global.set $g (i32.const 3)))',
    '(global $g (export "g") (mut i32) (i32.const 0)) (func (export "f"))',
    /globals 0, not 3/,
  ],
  'what one call leaves to another': [
    `(global $n (mut i32) (i32.const 0)) (func (export "count") (global.set $n (i32.const 1)))
     (func (export "read") (result i32) (global.get $n))`,
    `(global $n (mut i32) (i32.const 0)) (func (export "count")) (func (export "read") (result i32) (global.get $n))`,
    /^read\(\) after 1 other call: returned undefined; 1 before, undefined; 0 now/,
  ],
  'an export': [sum, '', /it is not there/],
  'an end': [
    sum,
    sum.replace('(i32.add', '(if (i32.eqz (local.get 0)) (then (loop (br 0)))) (i32.add'),
    /unfinished now/,
  ],
};

describe('a change is refused when it takes away', () => {
  it.each(Object.entries(refused))('%s', async (_what, [before, after, how]) => {
    const found = await advise(withPadding(before), instead(app(after)));
    expect(found.advice).toEqual([]);
    expect(found.refused).toMatchObject([
      { reason: 'other_behaviour', detail: expect.stringMatching(how) as string },
    ]);
    expect(found.kinds).toEqual([{ kind: 'test', status: 'refused', reason: null }]);
  });

  it('an instance: the start function traps', async () => {
    const trap = app(`(func $start unreachable) (start $start) ${sum}`);
    const {
      refused: [first],
    } = await advise(withPadding(sum), instead(trap));
    expect(first).toMatchObject({ reason: 'does_not_start', detail: 'unreachable' });
  });

  it('code, where it says that only custom sections differ', async () => {
    const {
      refused: [first],
    } = await advise(withPadding(sum), instead(app(sum), { method: 'same_code' }));
    expect(first).toMatchObject({ reason: 'other_behaviour' });
  });
});

describe('nothing is advised without proof', () => {
  it('of a module that cannot be instantiated', async () => {
    const {
      advice,
      refused: [first],
      replay,
    } = await advise(withPadding(`(func $start unreachable) (start $start) ${sum}`), instead(app(sum)));
    expect(advice).toEqual([]);
    expect(first).toMatchObject({ reason: 'not_replayed', detail: 'unreachable' });
    expect(replay).toMatchObject({ problem: 'unreachable', calls: 0 });
  });

  it('of a module that asks for more memory than it may have', async () => {
    const {
      refused: [first],
    } = await advise(targetOf(assemble(`(module (memory 65536) ${sum} ${padding})`)), instead(app(sum)));
    expect(first).toMatchObject({ reason: 'not_replayed' });
  });

  it('of a module that exports no function', async () => {
    const { replay } = await advise(
      targetOf(assemble('(module (memory (export "m") 1))')),
      instead(app(sum)),
    );
    expect(replay.problem).toBe('it exports no function to call');
  });

  it('nor what gains less than half a percent', async () => {
    const {
      advice,
      refused: [first],
    } = await advise(targetOf(assemble(app(sum))), instead(app(sum)));
    expect(advice).toEqual([]);
    expect(first).toMatchObject({ reason: 'saves_too_little', detail: '0 bytes' });
  });
});
