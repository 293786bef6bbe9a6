import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readBaseline } from '../src/baseline.ts';
import { InputError } from '../src/errors.ts';
import { cargoFolder, crateManifest, pathInside, readSubjectConfig } from '../src/subject.ts';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'wasmgate-'));
});
afterAll(() => rmSync(dir, { recursive: true }));

function messageOf(text: string, read: (file: string) => unknown = readSubjectConfig): string {
  const file = join(dir, 'config.json');
  writeFileSync(file, text);
  try {
    read(file);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).exitCode).toBe(2);
    expect((error as Error).message).toContain(file);
    return (error as Error).message;
  }
  throw new Error('was accepted');
}

const crate = { manifest: 'Cargo.toml', target: 'wasm32-wasip2', profile: 'release-wasm' } as const;

test.each([
  ['a reason under another name', { crate, exports: { nono: 'x' } }, /\$\.exports/],
  ['no reason', { crate, exports: { none: '' } }, /\$\.exports/],
  ['an unknown key', { crate, budget: {} }, /\$\.budget: unknown key; did you mean "budgets"\?/],
  [
    'an unknown key inside',
    { crate: { ...crate, profil: 'x' } },
    /\$\.crate\.profil: unknown key; did you mean "profile"\?/,
  ],
  ['a wrong type', { crate, exports: 'init' }, /\$\.exports: must be array, found "init"/],
  [
    'a missing key',
    { crate: { manifest: 'Cargo.toml', target: 'wasm32-wasip2' } },
    /\$\.crate\.profile: is missing/,
  ],
  ['a budget of nothing', { crate, budgets: { wasm_size_raw_kb: 0 } }, /\$\.budgets\.wasm_size_raw_kb/],
  [
    'a program whose name is a path',
    { crate, native: [{ bin: '../x' }] },
    /\$\.native\[0\]\.bin: .*found "\.\.\/x"/,
  ],
  [
    'an unknown key of a program',
    { crate, native: [{ bin: 'x', arg: [] }] },
    /\$\.native\[0\]\.arg: unknown key; did you mean "args"\?/,
  ],
  [
    'a program twice',
    { crate, native: [{ bin: 'x' }, { bin: 'X' }] },
    /\$\.native\[1\]\.bin: "X" stands there twice/,
  ],
  [
    'a program of a prebuilt file',
    { wasm: 'prebuilt/x.wasm', native: [{ bin: 'x' }] },
    /\$\.native: a prebuilt/,
  ],
  [
    'a budget of a throughput, which would have to be a least',
    { crate, budgets: { 'native.x.throughput_invocations_per_sec': 1 } },
    /\$\.budgets\["native\.x\.throughput_invocations_per_sec"\]: unknown key/,
  ],
  [
    'a budget of a metric that is misspelt',
    { crate, budgets: { wasm_size_row_kb: 300 } },
    /\$\.budgets\.wasm_size_row_kb: unknown key; did you mean "wasm_size_raw_kb"\?/,
  ],
  [
    'a tolerance of a metric that is misspelt',
    { crate, policy: { wasm_data_byte: { tolerance: '5%' } } },
    /\$\.policy\.wasm_data_byte: unknown key; did you mean "wasm_data_bytes"\?/,
  ],
  [
    'a tolerance of a time, which the method decides',
    { crate, policy: { wasm_cold_aot_ms: { tolerance: '5%' } } },
    /\$\.policy\.wasm_cold_aot_ms: unknown key/,
  ],
  ['an absolute manifest', { crate: { ...crate, manifest: '/Cargo.toml' } }, /\$\.crate\.manifest/],
  ['an absolute path', { wasm: '/etc/passwd' }, /\$\.wasm/],
  ['both kinds of subject', { crate, wasm: 'prebuilt/x.wasm' }, /exactly one of "crate".*and "wasm"/],
  ['neither kind', {}, /exactly one of "crate".*and "wasm"/],
  [
    'a rule of no kind',
    { crate, features: { groups: [{ name: 'a', rules: [{ reason: 'x' }] }] } },
    /\$\.features\.groups\[0\]\.rules\[0\]: expected exactly one of crate, path, function, import, pattern, string/,
  ],
  [
    'a rule of two kinds',
    { crate, features: { groups: [{ name: 'a', rules: [{ crate: 'x', path: 'x' }] }] } },
    /\$\.features\.groups\[0\]\.rules\[0\]: expected exactly one of/,
  ],
  [
    'a rule of an unknown kind',
    { crate, features: { groups: [{ name: 'a', rules: [{ crates: 'x' }] }] } },
    /rules\[0\]: expected exactly one of crate, .*found \{"crates":"x"\}/,
  ],
  [
    'an exception without an owner',
    {
      crate,
      features: { groups: [], exceptions: [{ group: 'a', match: '*', reason: 'r', expires: '2027-01-01' }] },
    },
    /\$\.features\.exceptions\[0\]\.owner: is missing/,
  ],
  [
    'an exception that never ends',
    {
      crate,
      features: {
        groups: [],
        exceptions: [{ group: 'a', match: '*', reason: 'r', owner: 'o', expires: 'never' }],
      },
    },
    /\$\.features\.exceptions\[0\]\.expires: must match pattern/,
  ],
  [
    'more invocations than anyone measures',
    { crate, invoke: Array.from({ length: 5000 }, () => 'init()') },
    /\$\.invoke: must NOT have more than 100 items/,
  ],
  [
    'more groups than anyone reads',
    { crate, features: { groups: Array.from({ length: 201 }, (_, at) => ({ name: `g${at}` })) } },
    /\$\.features\.groups: must NOT have more than 200 items/,
  ],
  [
    'more rules than are matched in a minute, in all groups together',
    {
      crate,
      features: {
        groups: ['a', 'b'].map((name) => ({
          name,
          crates: Array.from({ length: 200 }, (_, at) => `c${at}`),
          rules: Array.from({ length: 51 }, (_, at) => ({ path: `p${at}::q` })),
        })),
      },
    },
    /\$\.features\.groups: 502 rules in all, at most 500 are allowed/,
  ],
  [
    'a rule that is a book',
    { crate, features: { groups: [{ name: 'a', patterns: ['x'.repeat(1025)] }] } },
    /\$\.features\.groups\[0\]\.patterns\[0\]: must NOT have more than 1024 characters/,
  ],
  [
    'an unknown target',
    { crate: { ...crate, target: 'wasm64' } },
    /\$\.crate\.target: expected one of "wasm32-wasip1"/,
  ],
])('wasmgate.json with %s', (_what, config, message) => {
  expect(messageOf(JSON.stringify(config))).toMatch(message);
});

test('a file that is no JSON, or empty', () => {
  expect(messageOf('{ "crate": ')).toMatch(/is not JSON/);
  expect(messageOf('')).toMatch(/is empty/);
});

test('a missing file and a folder', () => {
  expect(() => readSubjectConfig(join(dir, 'absent.json'))).toThrow(/absent\.json: does not exist/);
  expect(() => readSubjectConfig(dir)).toThrow(/is a folder/);
});

test('baseline.json: an unknown key at the root is an error, inside a subject it is kept', () => {
  expect(messageOf('{"schema_version":2,"subjects":{},"subject":{}}', readBaseline)).toMatch(
    /\$\.subject: unknown key; did you mean "subjects"\?/,
  );
  const file = join(dir, 'baseline.json');
  writeFileSync(file, '{"schema_version":2,"subjects":{"a":{"mine":"x","wasm_size_raw_kb":null}}}');
  expect(readBaseline(file).subjects['a']).toEqual({ mine: 'x', wasm_size_raw_kb: null });
});

test('a configured path may not leave its folder, not even by a symbolic link', () => {
  const inside = join(dir, 'subject');
  mkdirSync(inside);
  symlinkSync(tmpdir(), join(inside, 'out'));
  writeFileSync(join(inside, 'x.wasm'), '');
  expect(pathInside(inside, 'x.wasm', 'wasm')).toBe(join(inside, 'x.wasm'));
  for (const path of ['../x.wasm', '/x.wasm', 'a/../../x.wasm', 'out']) {
    expect(() => pathInside(inside, path, 'wasm'), path).toThrow(InputError);
  }
});

test("a crate's manifest may lie elsewhere in the repository, and cargo runs beside it then", () => {
  const root = join(dir, 'repository');
  const subject = join(root, 'web/app');
  mkdirSync(subject, { recursive: true });
  writeFileSync(join(root, 'package.json'), '{ "workspaces": ["web/*"] }');
  const having = (manifest: string) => ({ dir: subject, config: { crate: { ...crate, manifest } } });
  const elsewhere = having('../../crates/app/Cargo.toml');
  expect(crateManifest(elsewhere)).toBe(join(root, 'crates/app/Cargo.toml'));
  expect(cargoFolder(elsewhere)).toBe(join(root, 'crates/app'));
  expect(cargoFolder(having('rust/Cargo.toml'))).toBe(subject);
  expect(() => crateManifest(having('../../../Cargo.toml'))).toThrow(/leaves .*repository/);
});

test('baseline.json: a key that stands there twice, and a basis that nobody wrote down, are errors', () => {
  expect(messageOf('{"schema_version":2,"subjects":{"a":{"n":1},\n"a":{"n":2}}}', readBaseline)).toMatch(
    /\$\.subjects\.a: stands there twice/,
  );
  expect(
    messageOf('{"schema_version":1,"subjects":{"a":{"wasm_target":"x","n":1,"n":1}}}', readBaseline),
  ).toMatch(/\$\.subjects\.a\.n: stands there twice/);
  const exact = '{"wasm_exports":{"value":1,"basis":"tools"}}';
  expect(
    messageOf(`{"schema_version":2,"bases":{"x":{}},"subjects":{"a":{"exact":${exact}}}}`, readBaseline),
  ).toMatch(/\$\.bases\.tools: is missing/);
});

test('baseline.json: a version that is not known is an error', () => {
  expect(messageOf('{"schema_version":3,"subjects":{}}', readBaseline)).toMatch(
    /\$\.schema_version: expected 2, found 3/,
  );
});
