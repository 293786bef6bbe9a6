import { describe, expect, it } from 'vitest';
import type { AdviceCode } from '@wasmgate/contracts/advice-codes';
import type { AdviceKind } from '../src/advice/kind.ts';
import { allocatorKind } from '../src/advice/kinds/allocator.ts';
import { customSectionsKind } from '../src/advice/kinds/custom-sections.ts';
import { dependenciesKind } from '../src/advice/kinds/dependencies.ts';
import { familiesKind } from '../src/advice/kinds/families.ts';
import { memoryKind } from '../src/advice/kinds/memory.ts';
import { optimizerKind } from '../src/advice/kinds/optimizer.ts';
import { panicsKind } from '../src/advice/kinds/panics.ts';
import { repeatedDataKind } from '../src/advice/kinds/repeated-data.ts';
import { tableKind } from '../src/advice/kinds/table.ts';
import { unreachableKind } from '../src/advice/kinds/unreachable.ts';
import { unusedExportsKind } from '../src/advice/kinds/unused-exports.ts';
import { zeroRunsKind } from '../src/advice/kinds/zero-runs.ts';
import type { Target } from '../src/advice/target.ts';
import { assemble, targetOf, useAdvice } from './advise-text.ts';
import { calls, filler, generic, namedModule, plain } from './named-module.ts';
import { component, coreModule, custom, nestedModule } from './wasm-bytes.ts';

const advise = useAdvice();
const many = Array.from({ length: 100 }, () => 7);

/** A file in which a kind finds something, what it says of it, and a file in which it must not. */
interface Case {
  readonly kind: AdviceKind;
  readonly code: AdviceCode;
  readonly found: () => Target;
  readonly args: object;
  readonly proof: object;
  readonly not: Readonly<Record<string, () => Target>>;
}

const work = (count: number) => '(drop (i32.const 1))'.repeat(count);
const text = (wat: string) => () => targetOf(assemble(`(module ${wat})`));
const program = (functions: Parameters<typeof namedModule>[0]['functions']) => () =>
  targetOf(namedModule({ functions }));
const run = { name: plain('app', 'run'), export: 'run', body: calls(1) };
const zeros = (count: number) => '\\00'.repeat(count);
/** What stands in it twice is no text of words, which repeat by themselves. */
const sentence = Array.from({ length: 90 }, (_, at) => String(at * at)).join(' ');

const cases: readonly Case[] = [
  {
    kind: unreachableKind,
    code: 'nothing_leads_there',
    found: text(`(import "env" "idle" (func)) (func (export "f")) (func ${work(50)})`),
    args: { functions: 1, imports: ['env idle'] },
    proof: { method: 'same_behaviour', calls: 3 },
    not: { 'all is called': text(`(import "env" "log" (func)) (func (export "f") call 0 ${work(50)})`) },
  },
  {
    kind: unusedExportsKind,
    code: 'exports_unused',
    found: () => ({
      ...text(`(func (export "used")) (func (export "unused") ${work(50)})`)(),
      demanded: ['used'],
    }),
    args: { exports: ['unused'], count: 1 },
    proof: { method: 'same_behaviour', calls: 1, left_out: 2 },
    not: {
      'all are asked for': () => ({ ...text(`(func (export "used") ${work(50)})`)(), demanded: ['used'] }),
      'nobody says who calls': text(`(func (export "unused") ${work(50)})`),
    },
  },
  {
    kind: zeroRunsKind,
    code: 'zero_runs',
    found: text(`(memory (export "m") 1) (data (i32.const 0) "a${zeros(200)}b") (func (export "f"))`),
    args: { zero_bytes: 200, segments: 1 },
    proof: { method: 'same_behaviour', calls: 1 },
    not: {
      'zeros are few, or copied when asked': text(
        `(memory 1) (data (i32.const 0) "a${zeros(40)}b") (data "${zeros(200)}") (func (export "f"))`,
      ),
    },
  },
  {
    kind: memoryKind,
    code: 'memory_oversized',
    found: text('(memory (export "m") 100) (func (export "f") (i32.store (i32.const 70000) (i32.const 1)))'),
    args: { pages: 100, needed_pages: 3 },
    proof: { method: 'same_behaviour', calls: 1 },
    not: {
      'a call touches its end': text(
        '(memory (export "m") 100) (func (export "f") (i32.store (i32.const 6500000) (i32.const 1)))',
      ),
      'the stack begins at its end': text(
        '(global (mut i32) (i32.const 6553600)) (memory (export "m") 100) (func (export "f"))',
      ),
    },
  },
  {
    kind: tableKind,
    code: 'table_oversized',
    found: text(
      '(table 9000 funcref) (elem (i32.const 1) 1) (func (export "f") (call_indirect (i32.const 1))) (func)',
    ),
    args: { elements: 9000, needed_elements: 2 },
    proof: { method: 'same_behaviour' },
    not: {
      'the host may fill it': text(
        '(table (export "t") 9000 funcref) (elem (i32.const 1) 0) (func (export "f"))',
      ),
      'code fills it': text(
        '(table 9000 funcref) (elem func 0) (func (export "f") (table.set (i32.const 8000) (ref.func 0)))',
      ),
    },
  },
  {
    kind: repeatedDataKind,
    code: 'repeated_data',
    found: text(
      `(memory (export "m") 1) (data (i32.const 0) "${sentence}") (data (i32.const 2000) "12345${sentence}") (func (export "f"))`,
    ),
    args: { bytes: sentence.length, count: 1, text: sentence.slice(0, 60) },
    proof: { method: 'removal', calls: 1, same_calls: 1 },
    not: {
      'it is zeros, or a pattern': text(
        `(memory (export "m") 1) (data (i32.const 0) "${zeros(300)}${'ab'.repeat(90)}${sentence}") (func (export "f"))`,
      ),
    },
  },
  {
    kind: dependenciesKind,
    code: 'dependency',
    found: program([
      run,
      { name: plain('app', 'fetch_model'), body: calls(2) },
      { name: plain('reqwest', 'get'), body: calls(3) },
      { name: plain('hyper', 'send'), body: filler(60) },
    ]),
    args: { crate: 'reqwest', functions: 1, through: ['app::fetch_model'] },
    proof: { method: 'removal', calls: 1 },
    not: {
      "all is the program's own": program([run, { name: plain('app', 'work'), body: filler(60) }]),
      'what is exported is a crate of its own': program([
        { name: plain('library', 'run'), export: 'run', body: filler(60) },
      ]),
    },
  },
  {
    kind: allocatorKind,
    code: 'allocator_share',
    found: program([run, { name: 'malloc', body: calls(2) }, { name: 'sbrk', body: filler(60) }]),
    args: { allocator: 'malloc', functions: 2 },
    proof: { method: 'removal' },
    not: { 'there is none': program([run, { name: 'mallory', body: filler(60) }]) },
  },
  {
    kind: panicsKind,
    code: 'panic_and_formatting',
    found: program([run, { name: '_RNvNtC4core9panicking9panic_fmt', body: filler(60) }]),
    args: { functions: 1, path_bytes: 0 },
    proof: { method: 'removal' },
    not: { 'nothing formats': program([run, { name: plain('app', 'format'), body: filler(60) }]) },
  },
  {
    kind: familiesKind,
    code: 'generic_family',
    found: program([
      { ...run, body: calls(1, 2, 3) },
      ...['a', 'b', 'c'].map((type) => ({ name: generic('dep', 'sort', type, 'app'), body: filler(40) })),
    ]),
    args: { family: 'dep::sort::<_>', instances: 3 },
    proof: { method: 'removal' },
    not: {
      'there are two': program([
        { ...run, body: calls(1, 2) },
        ...['a', 'b'].map((type) => ({ name: generic('dep', 'sort', type, 'app'), body: filler(40) })),
      ]),
    },
  },
];

describe.each(cases)('$kind.name', ({ kind, code, found, args, proof, not }) => {
  it('is found, and proven', async () => {
    const target = found();
    const bytes = new Uint8Array(target.bytes);
    const { advice, refused, kinds } = await advise(target, kind);
    expect(new Uint8Array(target.bytes)).toEqual(bytes);
    expect(refused).toEqual([]);
    expect(advice.filter((one) => one.code === code)[0]).toMatchObject({ args, proof });
    expect(kinds).toMatchObject([{ status: 'advised' }]);
  });

  it.runIf(['dependencies', 'allocator', 'panics and formatting'].includes(kind.name))(
    'is not looked for where functions have no names',
    async () => {
      const { kinds } = await advise(
        targetOf(namedModule({ functions: [{ export: 'run' }], names: false })),
        kind,
      );
      expect(kinds).toMatchObject([{ status: 'not_looked', reason: 'functions have no names here' }]);
    },
  );

  it.each(Object.entries(not))('is not found where %s', async (_why, target) => {
    const { advice, refused } = await advise(target(), kind);
    expect([advice, refused]).toEqual([[], []]);
  });
});

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
      text('(func (export "f") (result i32) (i32.const 1))')(),
      optimizerKind,
    );
    expect(advice).toEqual([]);
    expect(kinds).toEqual([{ kind: 'wasm-opt', status: 'nothing', reason: null }]);
  });
});
