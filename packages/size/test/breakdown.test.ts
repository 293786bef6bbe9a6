import { findSection, mainCoreModule, readWasm } from '@wasmgate/wasm-model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Breakdown } from '@wasmgate/contracts/size';
import { analyseBytes, realFile } from './analyse-bytes.ts';
import { calls, filler, generic, namedModule, plain, type TestFunction } from './named-module.ts';
import { component, custom, isValid, nestedComponent, nestedModule, program } from './wasm-bytes.ts';

const sum = (items: readonly { readonly bytes: number }[]) =>
  items.reduce((all, { bytes }) => all + bytes, 0);

/** Every sum that the report promises. */
function expectSums({ parts, functions, crates, families, data, ...sections }: Breakdown, length: number) {
  expect(Object.values(parts).reduce((all, bytes) => all + bytes, 0)).toBe(length);
  for (const list of [functions, crates]) expect(sum(list.items) + list.others.bytes).toBe(parts.functions);
  expect(crates.items.reduce((all, one) => all + one.instantiated_for_bytes, 0)).toBe(
    parts.functions - crates.others.instantiated_for_bytes,
  );
  expect(sum(families.items) + families.others.bytes + families.single.bytes).toBe(parts.functions);
  expect(sum(data.segments.items) + data.segments.others.bytes).toBe(parts.data);
  expect(sum(data.strings.items) + data.strings.others.bytes + data.strings.not_strings_bytes).toBe(
    parts.data,
  );
  for (const part of ['core_sections', 'custom_sections', 'wrapper'] as const)
    expect(sum(sections[part].items) + sections[part].others.bytes).toBe(parts[part]);
}

const app: readonly TestFunction[] = [
  { name: plain('app', 'run'), export: 'run', body: calls(1, 2, 3) },
  { name: generic('lib', 'g', 'dep', 'app'), body: filler(10) },
  { name: generic('lib', 'g', 'app', 'app'), body: filler(20) },
  { name: plain('dep', 'f'), body: calls(4) },
  { name: 'memcpy', body: filler(5) },
  { name: plain('dead', 'f'), body: filler(2) },
];

describe('a breakdown sums to the file', () => {
  it.each([
    [
      'a component built by rustc, with names',
      realFile('clawft-agent', 'shipped'),
      realFile('clawft-agent', 'named'),
    ],
    ['the same without', realFile('clawft-agent', 'shipped'), undefined],
    ['a core module built by rustc', realFile('echo-module', 'named'), undefined],
    [
      'a component in a component',
      component(
        nestedModule(namedModule({ functions: app })),
        nestedComponent(component(nestedModule(program('x')))),
      ),
      undefined,
    ],
    ['an empty module', program(''), undefined],
  ])('%s', (_what, bytes, named) => {
    expectSums(analyseBytes(bytes, named).breakdown, bytes.length);
  });

  it('whatever the functions, names, data and custom sections', () => {
    const name = fc.oneof(
      fc.constant(undefined),
      fc.string({ maxLength: 20 }),
      fc
        .tuple(fc.constantFrom('app', 'lib', 'core'), fc.constantFrom('f', 'g'))
        .map(([crate, fn]) => plain(crate, fn)),
      fc
        .tuple(fc.constantFrom('core', 'lib'), fc.constantFrom('dep', 'alloc'))
        .map(([crate, argument]) => generic(crate, 'g', argument, 'app')),
    );
    const fn = fc.record({ name, size: fc.nat(30), callee: fc.nat(9) });
    fc.assert(
      fc.property(
        fc.array(fn, { minLength: 1, maxLength: 80 }),
        fc.array(fc.string({ maxLength: 40 }), { maxLength: 60 }),
        fc.array(fc.string({ maxLength: 5 }), { maxLength: 60 }),
        fc.boolean(),
        (functions, data, customs, wrapped) => {
          const module = namedModule({
            functions: functions.map(({ name: text, size, callee }, index) => ({
              ...(text !== undefined && { name: text }),
              ...(index === 0 && { export: 'run' }),
              body: [...filler(size), ...calls(callee % functions.length)],
            })),
            data,
            customs: customs.filter((title) => title !== 'name').map((title) => custom(title, [1, 2])),
          });
          const bytes = wrapped ? component(nestedModule(module), custom('note')) : module;
          expectSums(analyseBytes(bytes).breakdown, bytes.length);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('per crate', () => {
  const bytes = namedModule({ functions: app });
  const { crates, families, functions } = analyseBytes(bytes).breakdown;
  const of = (crate: string) => crates.items.find((one) => one.crate === crate);

  it('both readings are given, and what would go without it', () => {
    expect(isValid(bytes)).toBe(true);
    // A body of n fillers takes 3 n + 2 bytes, and one for its length.
    expect(of('lib')).toEqual({
      crate: 'lib',
      kind: 'crate',
      functions: 2,
      bytes: 33 + 63,
      instantiated_for_bytes: 0,
      retained_bytes: 33 + 63,
      data_bytes: 0,
    });
    expect(of('dep')).toMatchObject({ bytes: 5, instantiated_for_bytes: 5 + 33, retained_bytes: 5 + 18 });
    expect(of('app')).toMatchObject({
      bytes: 9,
      instantiated_for_bytes: 9 + 63,
      retained_bytes: 9 + 96 + 5 + 18,
    });
    expect(crates.items.find(({ kind }) => kind === 'no_crate')).toMatchObject({ crate: null, bytes: 18 });
  });

  it('the instances of a generic are one family', () => {
    expect(families).toMatchObject({
      count: 1,
      items: [{ name: 'lib::g::<_>', crate: 'lib', instances: 2, bytes: 96, largest_bytes: 63 }],
      single: { functions: 4 },
    });
  });

  it('functions are listed with what they retain', () => {
    expect(functions.items.map(({ name, retained_bytes }) => [name, retained_bytes])).toEqual([
      ['lib::g::<app::Type>', 63],
      ['lib::g::<dep::Type>', 33],
      ['memcpy', 18],
      ['app::run', 9 + 96 + 23],
      ['dead::f', 9],
      ['dep::f', 23],
    ]);
  });
});

describe('names that are demangled already', () => {
  it('have crates as mangled ones do', () => {
    // As in a module whose linker demangled, with C++ in it.
    const names = [
      'encoding_rs::variant::VariantDecoder::decode_to_utf16_raw::hd2d99e2b10d49f4f',
      '<serde_json::Error as core::fmt::Display>::fmt::h0123456789abcdef',
      'core::ptr::drop_in_place<tokio::sync::Notify>::h0123456789abcdef',
      'tokio::runtime::enter',
      '_ZN5tokio7runtime5enter17hd2d99e2b10d49f4fE',
      '_RNvNtCs1234_5tokio7runtime5enter',
      'std::__2::vector<int>::push_back(int)',
      '<alloc::vec::Vec<hyper::Body> as core::ops::Drop>::drop::h0123456789abcdef.llvm.7',
    ];
    const bytes = namedModule({ functions: names.map((name) => ({ name, export: name })) });
    const { functions } = analyseBytes(bytes).breakdown;
    const owners = names.map((_, at) => functions.items.find(({ index }) => index === at));
    expect(owners.map((one) => [one?.kind, one?.crate, one?.instantiated_for])).toEqual([
      ['crate', 'encoding_rs', 'encoding_rs'],
      ['crate', 'serde_json', 'serde_json'],
      ['sysroot', 'core', 'tokio'],
      ['crate', 'tokio', 'tokio'],
      ['crate', 'tokio', 'tokio'],
      ['crate', 'tokio', 'tokio'],
      ['sysroot', 'std', 'std'],
      ['sysroot', 'alloc', 'hyper'],
    ]);
  });
});

describe('names of named.wasm', () => {
  const shipped = realFile('clawft-agent', 'shipped');
  const named = realFile('clawft-agent', 'named');
  const of = (bytes: Uint8Array | null) => analyseBytes(shipped, bytes).breakdown;

  it('are taken when code and data are equal, and the proof is given', () => {
    const { attribution, crates } = of(named);
    expect(attribution).toMatchObject({
      source: 'named_module',
      artifact: 'named.wasm',
      reason: null,
      core_module: 'component / core module 0',
    });
    expect(attribution.code_sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(crates.items.find(({ crate }) => crate === 'serde_json')?.bytes).toBeGreaterThan(1000);
  });

  it.each([
    ['code', 'code_differs'],
    ['data', 'data_differs'],
    ['import', 'functions_differ'],
    ['function', 'functions_differ'],
  ] as const)('are refused when one byte of its %s section is another', (section, reason) => {
    const changed = named.slice();
    const at = findSection(mainCoreModule(readWasm(named))!.module, section)!.payloadEnd - 2;
    changed[at] = (changed[at] as number) ^ 1;
    const { attribution, crates } = of(changed);
    expect(attribution).toMatchObject({ source: 'none', artifact: null, sha256: null, reason });
    expect(crates.items.map(({ kind }) => kind)).toEqual(['unattributed']);
  });

  it.each([
    ['is missing', null, 'named_missing'],
    ['is no .wasm', new Uint8Array([1, 2, 3]), 'named_malformed'],
    ['has no name section', namedModule({ functions: [], names: false }), 'code_differs'],
  ] as const)('are not there when it %s', (_what, bytes, reason) => {
    expect(of(bytes).attribution.reason).toBe(reason);
  });
});

describe('a file that tells little', () => {
  it('has functions of nobody when it has no names', () => {
    const { attribution, functions } = analyseBytes(namedModule({ functions: app, names: false })).breakdown;
    expect(attribution).toMatchObject({ source: 'none', reason: 'no_name_section' });
    expect(functions.items.map(({ name, kind, crate }) => [name, kind, crate])).toContainEqual([
      'run',
      'unattributed',
      null,
    ]);
    expect(functions.items.map(({ name }) => name)).toContain('func[4]');
  });

  it('is told so when its name section is malformed', () => {
    const bytes = namedModule({ functions: app, names: false, customs: [custom('name', [1, 200, 1])] });
    expect(analyseBytes(bytes).breakdown.attribution.reason).toBe('names_malformed');
  });

  it('has what is known of its calls when an instruction is unknown, and says so', () => {
    const functions = [
      { name: plain('app', 'f'), export: 'f', body: [...calls(1), 0xc9, ...calls(2)] },
      { name: plain('app', 'g') },
      { name: plain('app', 'h') },
    ];
    const { attribution, functions: sizes } = analyseBytes(namedModule({ functions })).breakdown;
    expect(attribution.graph_problem).toMatch(
      /^what 1 of 3 functions call is not known to the end: at byte .*unknown opcode 0xc9/,
    );
    expect(sizes.items.map(({ name, retained_bytes }) => [name, retained_bytes])).toEqual([
      ['app::f', 11],
      ['app::g', 3],
      ['app::h', 3],
    ]);
  });

  it('has sizes but no retained ones when it calls what does not exist', () => {
    const bytes = namedModule({ functions: [{ name: plain('app', 'f'), body: calls(9) }] });
    const { attribution, crates, functions } = analyseBytes(bytes).breakdown;
    expect(attribution.graph_problem).toMatch(/function 9 does not exist/);
    expect(crates.items[0]).toMatchObject({ crate: 'app', bytes: 5, retained_bytes: null });
    expect(functions.items[0]?.retained_bytes).toBeNull();
  });

  it('cannot steer a terminal by the names in it', () => {
    const bytes = namedModule({
      functions: [{ name: '\u001b[2J\u202e' }, { name: '' }],
      customs: [custom('\u0007')],
    });
    const text = JSON.stringify(analyseBytes(bytes).breakdown);
    expect(JSON.parse(text)).toMatchObject({
      functions: { items: [{ name: '\\u{1b}[2J\\u{202e}' }, { name: 'func[1]' }] },
    });
    expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});

describe('data', () => {
  const path = '/cargo/registry/src/index.crates.io-abc/serde_json-1.0.145/src/ser.rs';
  const data = [
    `${'x'.repeat(30)}${path}`,
    [0, 0, 0, 1, 2],
    'short',
    '/rustc/abc/library/core/src/fmt/mod.rs',
  ];
  const { data: sizes, crates } = analyseBytes(
    namedModule({ functions: [{ name: plain('serde_json', 'f') }, { name: plain('core', 'f') }], data }),
  ).breakdown;

  it('is listed by segment, with text and zeros told', () => {
    expect(
      sizes.segments.items.map(({ index, string_bytes, zero_bytes }) => [index, string_bytes, zero_bytes]),
    ).toEqual([
      [0, 30 + path.length, 0],
      [3, 38, 0],
      [1, 0, 3],
      [2, 0, 0],
    ]);
    expect(sizes.strings.items[0]).toMatchObject({ segment: 0, bytes: 30 + path.length });
    expect(sizes.strings.count).toBe(2);
  });

  it("is a crate's only where it is the path of its source", () => {
    const of = new Map(crates.items.map(({ crate, data_bytes }) => [crate, data_bytes]));
    expect(of.get('serde_json')).toBe(path.length - 1);
    expect(of.get('core')).toBe('/library/core/src/fmt/mod.rs'.length);
  });
});
