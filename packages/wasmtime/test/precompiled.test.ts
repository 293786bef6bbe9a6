import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test } from 'vitest';

import { assertLibraryVersion, verifyPrecompiled } from '../src/index.ts';
import { wasmtime, wat } from './libwasmtime.ts';

const folder = mkdtempSync(join(tmpdir(), 'wasmgate-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

const sources = {
  module: '(module (func (export "f") (result i32) (i32.const 42)))',
  component: `(component (core module $m (func (export "f") (result i32) (i32.const 42)))
    (core instance $i (instantiate $m)) (func (export "f") (result s32) (canon lift (core func $i "f"))))`,
};

function precompile(kind: 'module' | 'component') {
  const engine = wasmtime().newEngine();
  const artifact = engine.compile(wat(sources[kind]));
  const bytes = artifact.serialize();
  artifact.close();
  engine.close();
  const path = join(folder, `${kind}.cwasm`);
  writeFileSync(path, bytes);
  return { kind, path, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

test.each(['module', 'component'] as const)('one .cwasm of a %s serves both allocators', (kind) => {
  const file = precompile(kind);
  for (const allocator of ['on-demand', 'pooling'] as const) {
    const engine = wasmtime().newEngine({ allocator });
    const artifact = engine.deserialize(verifyPrecompiled(file));
    const linker = engine.newLinker(kind);
    const store = engine.newStore();
    const prepared = linker.prepare(artifact);
    expect(prepared.instantiate(store).getFunction('f').call()).toEqual([42]);
    prepared.close();
    store.close();
    linker.close();
    artifact.close();
    engine.close();
  }
});

test('compiling twice gives the same length', () => {
  expect(precompile('component').bytes.length).toBe(precompile('component').bytes.length);
});

test('one changed byte, or no file, is refused before wasmtime sees it', () => {
  const file = precompile('module');
  file.bytes[file.bytes.length - 1] = (file.bytes.at(-1) ?? 0) ^ 1;
  writeFileSync(file.path, file.bytes);
  expect(() => verifyPrecompiled(file)).toThrow(expect.objectContaining({ kind: 'deserialize' }));
  expect(() => verifyPrecompiled({ ...file, path: join(folder, 'absent') })).toThrow(
    expect.objectContaining({ kind: 'deserialize' }),
  );
});

test('a .cwasm of an engine that counts fuel is refused by one that does not', () => {
  const engine = wasmtime().newEngine({ fuel: true });
  const artifact = engine.compile(wat(sources.module));
  const bytes = artifact.serialize();
  const path = join(folder, 'fuel.cwasm');
  writeFileSync(path, bytes);
  const other = wasmtime().newEngine();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  expect(() => other.deserialize(verifyPrecompiled({ kind: 'module', path, sha256 }))).toThrow(
    expect.objectContaining({ kind: 'deserialize' }),
  );
  other.close();
  artifact.close();
  engine.close();
});

test('a linker refuses the other kind of artifact', () => {
  const engine = wasmtime().newEngine();
  const artifact = engine.compile(wat(sources.module));
  const linker = engine.newLinker('component');
  expect(() => linker.prepare(artifact)).toThrow(TypeError);
  linker.close();
  artifact.close();
  engine.close();
});

test('the library says its major version, and another one is refused', () => {
  expect(wasmtime().majorVersion()).toBe(49);
  expect(() => assertLibraryVersion(49, '49.0.1')).not.toThrow();
  for (const [major, expected] of [
    [49, '50.0.0'],
    [50, '50.0.0'],
  ] as const) {
    expect(() => assertLibraryVersion(major, expected)).toThrow(expect.objectContaining({ kind: 'library' }));
  }
});
