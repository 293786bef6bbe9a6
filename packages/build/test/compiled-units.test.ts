import { describe, expect, it } from 'vitest';
import { linkedFile, parseCargoMessages } from '../src/cargo/cargo-messages.ts';
import { compiledUnits, parsePackageId } from '../src/cargo/compiled-units.ts';

const TARGET = '/w/s/target/wasm-build/cargo';
const places = { targetDir: TARGET, triple: 'wasm32-wasip2', workspaceRoot: '/w/s' };
const ITOA = 'registry+https://github.com/rust-lang/crates.io-index#itoa@1.0.15';

const message = (
  id: string,
  name: string,
  kind: string,
  files: readonly string[],
  manifest = '/c/Cargo.toml',
) => ({
  reason: 'compiler-artifact',
  package_id: id,
  manifest_path: manifest,
  target: { name, kind: [kind] },
  profile: { opt_level: 'z' },
  features: ['std', 'default'],
  filenames: files.map((file) => `${TARGET}/${file}`),
});

const messages = [
  message(
    'path+file:///w/s#app@0.1.0',
    'app',
    'cdylib',
    ['wasm32-wasip2/release/app.wasm'],
    '/w/s/Cargo.toml',
  ),
  message(
    'path+file:///w/s/part#0.2.0',
    'part',
    'lib',
    ['wasm32-wasip2/release/libpart.rlib'],
    '/w/s/part/Cargo.toml',
  ),
  message(ITOA, 'itoa', 'lib', [
    'wasm32-wasip2/release/deps/libitoa.rlib',
    'wasm32-wasip2/release/deps/libitoa.rmeta',
  ]),
  message(ITOA, 'itoa', 'lib', ['release/deps/libitoa.rlib']),
  message(ITOA, 'build-script-build', 'custom-build', ['release/build/itoa-1/build-script-build']),
  message('git+https://example.org/dep?rev=1#dep@3.0.0', 'dep', 'cdylib', [
    'wasm32-wasip2/release/deps/dep.wasm',
  ]),
];
const stdout = [
  'not json',
  '{ broken',
  ...messages.map((m) => JSON.stringify(m)),
  '{"reason":"build-finished"}',
].join('\n');

describe('compiled units', () => {
  const units = compiledUnits(parseCargoMessages(stdout).artifacts, places);

  it('are of the side that their files lie on', () => {
    expect(units.map(({ target, side }) => `${target} ${side}`).toSorted()).toEqual([
      'app wasm',
      'build-script-build host',
      'dep wasm',
      'itoa host',
      'itoa wasm',
      'part wasm',
    ]);
  });

  it('name the workspace and no folder of this machine', () => {
    expect(units.map((unit) => unit.package)).toContain('path+file:///workspace/part#part@0.2.0');
    expect(JSON.stringify(units)).not.toContain('/w/s');
  });

  it('come in the same order however cargo printed them, without repeats', () => {
    const shuffled = [...messages.toReversed(), ...messages].map((m) => JSON.stringify(m)).join('\n');
    expect(compiledUnits(parseCargoMessages(shuffled).artifacts, places)).toEqual(units);
    expect(units.every(({ features }) => features.join() === 'default,std')).toBe(true);
  });
});

describe('the linked file', () => {
  it("is the package's own, not a dependency's", () => {
    const { artifacts } = parseCargoMessages(stdout);
    expect(linkedFile(artifacts, 'path+file:///w/s#app@0.1.0', 'app')).toBe(
      `${TARGET}/wasm32-wasip2/release/app.wasm`,
    );
    expect(() => linkedFile(artifacts, ITOA, 'itoa')).toThrow('cargo named 0 .wasm files');
  });
});

describe('a package id', () => {
  it.each([
    [ITOA, 'itoa', '1.0.15'],
    ['path+file:///w/my%20app#0.1.0', 'my app', '0.1.0'],
    ['path+file:///w/folder#app@0.1.0-rc.1+x', 'app', '0.1.0-rc.1+x'],
    ['git+https://example.org/dep.git?rev=1#dep@3.0.0', 'dep', '3.0.0'],
  ])('%s', (id, name, version) => {
    expect(parsePackageId(id)).toMatchObject({ name, version });
  });
});
