import binaryen from 'binaryen';
import { describe, expect, it } from 'vitest';
import type { WasmModule } from '../src/index.ts';
import {
  functionLabel,
  itemsByBinary,
  moduleFunctions,
  moduleGlobals,
  moduleImports,
  readWellFormed,
} from '../src/index.ts';
import { moduleBytes, name, section, smallSections, vec } from './build-wasm.ts';
import { handMade } from './fixtures.ts';

const imports = (...entries: readonly (readonly number[])[]): WasmModule =>
  handMade(section(2, vec(...entries)));

const shown = (module: WasmModule): string[] =>
  moduleImports(module).map(
    ({ kind, index, module: from, name: item }) => `${kind} ${index} ${from}.${item}`,
  );

const [SHARED_MODULE, SHARED_DESCRIPTION] = [0x7f, 0x7e];

describe('a compact import section', () => {
  const sharedModule = [
    ...name('env'),
    ...name(''),
    SHARED_MODULE,
    ...vec([...name('f'), 0, 0], [...name('g'), 3, 0x7f, 1]),
  ];
  const sharedDescription = [
    ...name('gl'),
    ...name(''),
    SHARED_DESCRIPTION,
    3,
    0x7e,
    0,
    ...vec(name('a'), name('b')),
  ];
  const plain = [...name(''), ...name(''), 0, 5];

  it('is read with every import that a group holds, beside plain ones', () => {
    const module = imports(sharedModule, plain, sharedDescription);
    expect(shown(module)).toEqual([
      'func 0 env.f',
      'global 0 env.g',
      'func 1 .',
      'global 1 gl.a',
      'global 2 gl.b',
    ]);
    expect([...moduleFunctions(handMade(section(2, vec(sharedModule, plain)))).type]).toEqual([0, 5]);
    expect([0, 1, 2].map((index) => moduleGlobals(module).get(index).type)).toEqual(['i32', 'i64', 'i64']);
    expect([0, 1].map((index) => functionLabel(module, index))).toEqual(['env.f', '.']);
  });

  it('counts each group as one item, by the position of its first import', () => {
    const bytes = moduleBytes(section(2, vec(sharedModule, plain, sharedDescription)));
    const [own] = itemsByBinary(readWellFormed(bytes));
    const items = [...(own?.items ?? [])];
    expect(items.filter(({ kind }) => kind === 'import').map(({ index }) => index)).toEqual([0, 2, 3]);
    expect(items.reduce((sum, item) => sum + item.bytes, 0)).toBe(bytes.length);
  });

  it('is what binaryen writes, and reads as what it was made of', () => {
    const text = `(module ${['a', 'b', 'c', 'd'].map((item) => `(import "env" "${item}" (func (param i32)))`).join('')}
      (import "gl" "x" (global i32)) (import "gl" "y" (global i32)) (import "gl" "z" (global i32)))`;
    const assemble = binaryen.parseText as (text: string, features: number) => binaryen.Module;
    const bytes = assemble(text, binaryen.Features.All).emitBinary();
    expect(bytes).toContain(SHARED_DESCRIPTION);
    expect(shown(readWellFormed(bytes) as WasmModule)).toEqual([
      ...['x', 'y', 'z'].map((item, index) => `global ${index} gl.${item}`),
      ...['a', 'b', 'c', 'd'].map((item, index) => `func ${index} env.${item}`),
    ]);
  });

  it('may write the length of the empty name in more bytes than it takes', () => {
    const padded = [...name('env'), 0x80, 0x80, 0x00, SHARED_DESCRIPTION, 0, 7, ...vec(name('a'), name('b'))];
    expect(shown(imports(padded))).toEqual(['func 0 env.a', 'func 1 env.b']);
  });

  it('begins with an empty name: with another one the byte is an unknown kind', () => {
    const named = [...name('env'), ...name('x'), SHARED_MODULE, ...vec()];
    expect(() => shown(imports(named))).toThrow('unknown external kind 127');
  });
});

describe('an import of exactly a type', () => {
  it('is a function', () => {
    expect(shown(imports([...name('env'), ...name('f'), 0x20, 3]))).toEqual(['func 0 env.f']);
  });

  it('is no kind of export', () => {
    const bytes = moduleBytes(section(7, vec([...name('run'), 0x20, 0])));
    expect(() => readWellFormed(bytes)).toThrow('unknown external kind 32');
  });
});

it('what is well-formed stays so', () => {
  expect(readWellFormed(moduleBytes(smallSections)).kind).toBe('module');
});
