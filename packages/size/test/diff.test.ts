import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diff } from '@wasmgate/contracts/size';
import { diffSizes } from '../src/diff/diff-sizes.ts';
import { itemKey } from '../src/diff/item-key.ts';
import { growthFindings } from '../src/growth-findings.ts';
import { analyseBytes, realFile } from './analyse-bytes.ts';
import { calls, filler, generic, namedModule, plain, type TestFunction } from './named-module.ts';
import { component, custom, nestedModule, section, name as text } from './wasm-bytes.ts';

const run: TestFunction = { name: plain('app', 'run'), export: 'run', body: calls(1) };
const helper: TestFunction = { name: plain('app', 'helper'), body: filler(20) };

const diffOf = (old: readonly TestFunction[], now: readonly TestFunction[]): Diff =>
  diffSizes(analyseBytes(namedModule({ functions: old })), analyseBytes(namedModule({ functions: now })));

const changes = ({ functions }: Diff) =>
  functions.items.map(({ status, name, was, delta_bytes }) => [status, name, was, delta_bytes]);

const listed = (list: { items: readonly { delta_bytes: number }[]; others: { delta_bytes: number } }) =>
  list.items.reduce((sum, one) => sum + one.delta_bytes, list.others.delta_bytes);

/** Every sum that the report promises. */
function expectSums(diff: Diff) {
  const parts = Object.values(diff.parts).reduce((sum, delta) => sum + delta, 0);
  expect([parts, diff.delta_bytes]).toEqual([diff.delta_bytes, diff.new_bytes - diff.old_bytes]);
  expect(listed(diff.functions)).toBe(diff.parts.functions);
  expect(listed(diff.crates)).toBe(diff.parts.functions);
  const counts = Object.values(diff.counts).reduce((sum, { delta_bytes }) => sum + delta_bytes, 0);
  expect(counts).toBe(diff.parts.functions);
}

describe('a change that was planted is found', () => {
  it.each<[string, TestFunction[], TestFunction[], unknown[]]>([
    ['nothing', [run, helper], [run, helper], []],
    [
      'a new function',
      [run, helper],
      [run, helper, { name: plain('dep', 'f'), body: filler(9) }],
      [['new', 'dep::f', null, 30]],
    ],
    [
      'a removed one',
      [run, helper, { name: plain('dep', 'f'), body: filler(9) }],
      [run, helper],
      [['removed', 'dep::f', null, -30]],
    ],
    [
      'one that grew',
      [run, helper],
      [run, { ...helper, body: filler(25) }],
      [['grown', 'app::helper', null, 15]],
    ],
    [
      'one that shrank',
      [run, helper],
      [run, { ...helper, body: filler(15) }],
      [['shrunk', 'app::helper', null, -15]],
    ],
    [
      'one that was renamed',
      [run, helper],
      [run, { ...helper, name: plain('app', 'other') }],
      [['renamed', 'app::other', 'app::helper', 0]],
    ],
    [
      'one that was renamed, with other constants',
      [run, helper],
      [run, { name: plain('lib', 'moved'), body: filler(20, 7) }],
      [['renamed', 'lib::moved', 'app::helper', 0]],
    ],
    [
      'one of two equal ones that was merged into the other',
      [run, helper, { name: plain('dep', 'same'), body: filler(20) }],
      [run, helper],
      [['merged', 'dep::same', 'app::helper', -63]],
    ],
    [
      'a short one that went: nothing is told by its shape',
      [run, helper, { name: plain('dep', 'f'), body: filler(1) }],
      [run, helper, { name: plain('new', 'g'), body: filler(1) }],
      [
        ['removed', 'dep::f', null, -6],
        ['new', 'new::g', null, 6],
      ],
    ],
  ])('%s', (_what, old, now, expected) => {
    const diff = diffOf(old, now);
    expect(changes(diff)).toEqual(expected);
    expectSums(diff);
  });
});

describe('a function is the same', () => {
  const body = filler(12);
  const one = (name: string): TestFunction[] => [run, { name, body }];

  it.each([
    ['when only the disambiguator of its crate is another', '_RNvCs1234_3lib1f', '_RNvCs5678_3lib1f'],
    [
      'when only the hash of its name is another',
      '_ZN3lib1f17h0123456789abcdefE',
      '_ZN3lib1f17hfedcba9876543210E',
    ],
    ['when only the suffix of its name is another', '_RNvC3lib1f.12', '_RNvC3lib1f.7'],
    [
      'when only the number of a local is another',
      '_RNvC3lib1f.llvm.123',
      '_RNvC3lib1f.llvm.98765432109876543210',
    ],
    ['when only the number of a local of C is another', 'read_all.llvm.77', 'read_all.llvm.78'],
    [
      'when only the hash of its demangled name is another',
      'lib::f::h0123456789abcdef',
      'lib::f::hfedcba9876543210',
    ],
    ['when one of them is demangled', '_ZN3lib1f17h0123456789abcdefE', 'lib::f'],
    [
      'when a method is mangled by the newer scheme',
      '_ZN3lib5Store4open17h0123456789abcdefE',
      '_RNvMC3libNtC3lib5Store4open',
    ],
    [
      'when a closure is mangled by the newer scheme',
      '_ZN3lib1f28_$u7b$$u7b$closure$u7d$$u7d$17h0123456789abcdefE',
      '_RNCNvC3lib1f0B3_',
    ],
    [
      'when a generic method, whose arguments the older scheme leaves out, is',
      '_ZN3lib14Store$LT$T$GT$4open17h0123456789abcdefE',
      '_RINvMC3libINtC3lib5StorehE4openNtC3dep1KEC3app',
    ],
    [
      'when another crate instantiated it',
      generic('lib', 'g', 'dep', 'app'),
      generic('lib', 'g', 'dep', 'other'),
    ],
  ])('%s', (_what, old, now) => {
    expect(changes(diffOf(one(old), one(now)))).toEqual([]);
  });

  it('though every call in it has another index, because a function came before it', () => {
    const callers = [
      helper,
      { name: plain('app', 'caller'), export: 'caller', body: [...calls(0), ...filler(9)] },
    ];
    const shifted = [
      { name: plain('dep', 'first'), body: filler(9) },
      helper,
      { name: plain('app', 'caller'), export: 'caller', body: [...calls(1), ...filler(9)] },
    ];
    const diff = diffOf(callers, shifted);
    expect(changes(diff)).toEqual([['new', 'dep::first', null, 30]]);
    expect(diff.counts.unchanged.count).toBe(2);
  });

  it('as an instance of other types: it is not new, and the types are told', () => {
    const diff = diffOf(one(generic('lib', 'g', 'a', 'app')), [
      run,
      { name: generic('lib', 'g', 'b', 'app'), body: filler(14) },
    ]);
    expect(changes(diff)).toEqual([['grown', 'lib::g::<b::Type>', 'lib::g::<a::Type>', 6]]);
  });
});

it('a name is the same in every way of mangling, and in time that its length bounds', () => {
  expect([
    itemKey('<lib::Store<u8>>::open::<dep::K>'),
    itemKey('lib::Store<T>::open'),
    itemKey('<lib::Store<u8> as core::ops::Drop>::drop'),
    itemKey('<[u8]>::len'),
    itemKey('lib::f::{closure#12}'),
    itemKey('{'.repeat(100_000)),
  ]).toEqual([
    'lib::Store::open',
    'lib::Store::open',
    '<lib::Store as core::ops::Drop>::drop',
    '<[u8]>::len',
    'lib::f::{closure}',
    '{'.repeat(100_000),
  ]);
});

describe('the deltas sum to the difference of the files', () => {
  it('of two real programs, with and without names', () => {
    for (const artifact of ['named', 'shipped'] as const) {
      const [echo, clawft] = [
        analyseBytes(realFile('echo-module', artifact)),
        analyseBytes(realFile('clawft-agent', artifact)),
      ];
      expectSums(diffSizes(echo, clawft));
      expectSums(diffSizes(clawft, echo));
    }
    expect(
      diffSizes(
        analyseBytes(realFile('echo-module', 'named')),
        analyseBytes(realFile('clawft-agent', 'named')),
      ).functions.others.count,
    ).toBeGreaterThan(0);
  });

  it('of any two', () => {
    const fn = fc.record({
      crate: fc.constantFrom('app', 'lib', 'core'),
      fn: fc.constantFrom('f', 'g', 'h'),
      size: fc.nat(12),
    });
    const module = fc.array(fn, { maxLength: 12 }).map((all) =>
      namedModule({
        functions: [
          run,
          helper,
          ...all.map(({ crate, fn: of, size }) => ({ name: plain(crate, of), body: filler(size) })),
        ],
        data: all.map(({ fn: of }) => of.repeat(9)),
      }),
    );
    fc.assert(
      fc.property(module, module, fc.boolean(), (old, now, wrapped) => {
        const after = wrapped ? component(nestedModule(now), custom('x')) : now;
        expectSums(diffSizes(analyseBytes(old), analyseBytes(after)));
      }),
      { numRuns: 60 },
    );
  });
});

const by = (version: string) =>
  namedModule({
    functions: [run, helper],
    customs: [
      custom('producers', [
        1,
        ...text('processed-by'),
        2,
        ...text('rustc'),
        ...text(version),
        ...text('wit-component'),
        ...text(version),
      ]),
    ],
  });

const status = (old: Uint8Array, now: Uint8Array) =>
  diffSizes(analyseBytes(old), analyseBytes(now)).toolchain;

describe('tools', () => {
  it('are told apart from the source by the producers section', () => {
    expect(status(by('1.97.1'), by('1.97.1')).status).toBe('same');
    expect(status(by('1.97.1'), by('1.98.0'))).toEqual({
      status: 'changed',
      old: ['rustc 1.97.1'],
      new: ['rustc 1.98.0'],
    });
    expect(status(by('1.97.1'), namedModule({ functions: [run, helper] })).status).toBe('unknown');
  });
});

/** A module with these data segments, and where it has grown a little more code. */
const withData = (table: (string | readonly number[])[], grown: boolean, dataNames?: string[]) =>
  analyseBytes(
    namedModule({
      functions: [run, grown ? { ...helper, body: filler(24) } : helper],
      data: table,
      ...(dataNames && { dataNames }),
    }),
  );
const bytes = (length: number) => Array.from({ length }, (_, at) => (at * 37) % 32);

describe('what the gate says', () => {
  it('names the crate and the function that grew most, and every crate that was added', () => {
    const diff = diffOf(
      [run, helper],
      [
        run,
        { ...helper, body: filler(30) },
        { name: plain('dep', 'f'), body: filler(40) },
        { name: plain('core', 'f'), body: filler(1) },
      ],
    );
    expect(growthFindings(diff)).toEqual([
      {
        code: 'size_grew',
        severity: 'info',
        args: expect.objectContaining({
          crate: 'dep',
          crate_delta_bytes: 123,
          function: 'dep::f',
          function_delta_bytes: 123,
          toolchain: 'unknown',
        }) as unknown,
      },
      {
        code: 'crate_added',
        severity: 'info',
        args: { crate: 'dep', bytes: 123, instantiated_for_bytes: 123, retained_bytes: 123 },
      },
    ]);
  });

  it.each<[string, string[] | undefined, string]>([
    ['its name', ['.rodata', '.data'], '.data'],
    ['its number', undefined, '1'],
  ])('names a table of data that was planted beside a little code, by %s', (_what, names, segment) => {
    const old = withData(['hello', bytes(200)], false, names);
    const now = withData(['hello', bytes(2_248)], true, names);
    const [found] = growthFindings(diffSizes(old, now));
    expect(found?.args).toMatchObject({
      segment,
      segment_delta_bytes: 2_048,
      data_delta_bytes: 2_048,
      crate_delta_bytes: 12,
    });
    expect(found?.args).not.toHaveProperty('text');
  });

  it('names the text that is new, where linkers write one behind the other', () => {
    const texts = ['unknown command', 'cannot open the file'];
    const old = withData([texts.join('')], false);
    const now = withData([[texts[0], 'no such planet exists', texts[1]].join('')], false);
    const diff = diffSizes(old, now);
    expect(diff.data.items[0]?.text).toBe('no such planet existscannot open the file');
    expect(growthFindings(diff)[0]?.args).toMatchObject({ segment: '0', segment_delta_bytes: 21 });
  });

  it('a segment that is new or gone is so, and all sum to the difference of data', () => {
    const diff = diffSizes(
      withData(['one text', bytes(40)], false, ['a', 'b']),
      withData([bytes(90)], false, ['b']),
    );
    expect(diff.data.items.map((one) => [one.status, one.name, one.delta_bytes])).toEqual([
      ['grown', 'b', 50],
      ['removed', 'a', -13],
    ]);
    expect(listed(diff.data)).toBe(diff.parts.data);
  });

  it('is nothing when nothing grew', () => {
    expect(growthFindings(diffOf([run, helper], [run, helper]))).toEqual([]);
    expect(growthFindings(diffOf([run, { ...helper, body: filler(30) }], [run, helper]))).toEqual([]);
  });

  it('is the growth alone when no function grew', () => {
    const old = namedModule({ functions: [run, helper] });
    const now = namedModule({ functions: [run, helper], customs: [custom('note', [1, 2, 3])] });
    const [finding, ...others] = growthFindings(diffSizes(analyseBytes(old), analyseBytes(now)));
    expect(finding?.args).toEqual({
      delta_bytes: section(0, [...text('note'), 1, 2, 3]).length,
      data_delta_bytes: 0,
      toolchain: 'unknown',
    });
    expect(others).toEqual([]);
  });
});
