import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { memoryOff } from '../src/engine.ts';
import { InputError } from '../src/errors.ts';
import { readSubjectConfig } from '../src/subject.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'wasmgate-variant-'));
  write('package.json', { workspaces: ['subjects/*'] });
  write('subjects/app/wasmgate.json', app);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const app = {
  crate: { manifest: 'Cargo.toml', target: 'wasm32-wasip2', profile: 'release', features: ['fast'] },
  optimize: { level: 'Oz', features: ['simd'] },
  exports: ['run'],
  native: [{ bin: 'app' }],
  budgets: { wasm_size_raw_kb: 100, wasm_cold_aot_ms: 5 },
  policy: { wasm_exports: { tolerance: '0' } },
};

function write(path: string, content: object): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), JSON.stringify(content));
}

function read(variant: object, dir = 'subjects/app-small') {
  write(`${dir}/wasmgate.json`, variant);
  return readSubjectConfig(join(root, dir, 'wasmgate.json'));
}

const refusal = (variant: object, dir?: string): InputError => {
  try {
    read(variant, dir);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error('it was read');
};

test('what its parent does not count a variant counts when it says so', () => {
  write('subjects/app/wasmgate.json', { ...app, memory: { off: 'inlined: see app-traced' } });
  expect(memoryOff(read({ extends: '../app' }))).toBe('inlined: see app-traced');
  const traced = { extends: '../app', crate: { profile: 'release-traced' }, memory: {} };
  expect(memoryOff(read(traced))).toBeUndefined();
});

test('a variant says only what is other, and the crate stays where it is', () => {
  expect(
    read({
      $schema: '../../schemas/variant.schema.json',
      extends: '../app',
      crate: { features: ['small'], default_features: false },
      optimize: { level: 'O3' },
      native: [],
      budgets: { wasm_size_raw_kb: 60 },
    }),
  ).toEqual({
    extends: '../app',
    crate: {
      manifest: '../app/Cargo.toml',
      target: 'wasm32-wasip2',
      profile: 'release',
      features: ['small'],
      default_features: false,
    },
    optimize: { level: 'O3', features: ['simd'] },
    exports: ['run'],
    native: [],
    budgets: { wasm_size_raw_kb: 60, wasm_cold_aot_ms: 5 },
    policy: { wasm_exports: { tolerance: '0' } },
  });
});

test('a crate elsewhere is found from wherever the variant lies', () => {
  write('subjects/app/wasmgate.json', {
    crate: { ...app.crate, manifest: '../../crates/app/Cargo.toml' },
  });
  const { crate, optimize, native } = read({ extends: '../../subjects/app' }, 'variants/small');
  expect([crate?.manifest, optimize, native]).toEqual(['../../crates/app/Cargo.toml', undefined, undefined]);
});

test.each([
  ['no subject', { extends: '../ap' }, /\$\.extends: no subject lies in "\.\.\/ap"/],
  ['a folder outside', { extends: '../../../app' }, /\$\.extends: "\.\.\/\.\.\/\.\.\/app" leaves/],
  ['no string', { extends: 7 }, /\$\.extends: must be string, found 7/],
  [
    'a manifest',
    { extends: '../app', crate: { manifest: 'Cargo.toml' } },
    /\$\.crate\.manifest: unknown key/,
  ],
  ['a prebuilt file', { extends: '../app', wasm: 'a.wasm' }, /\$\.wasm: unknown key/],
  ['a typo', { extends: '../app', budgts: {} }, /\$\.budgts: unknown key; did you mean "budgets"\?/],
])('one that names %s is refused', (_what, variant, message) => {
  expect(refusal(variant).message).toMatch(message);
});

test('neither a variant nor a prebuilt file has variants, and an error in what is extended names its file', () => {
  read({ extends: '../app' }, 'subjects/one');
  expect(refusal({ extends: '../one' }).message).toMatch(/"\.\.\/one" is a variant itself/);
  write('subjects/app/wasmgate.json', { wasm: 'prebuilt/app.wasm' });
  expect(refusal({ extends: '../app' }).message).toMatch(/"\.\.\/app" ships a prebuilt file/);
  write('subjects/app/wasmgate.json', { crate: { ...app.crate, target: 'wasm64' } });
  expect(refusal({ extends: '../app' }).message).toMatch(/subjects\/app\/wasmgate\.json: \$\.crate\.target/);
});
