import { describe, expect, it } from 'vitest';
import { WasmFormatError, readWasm } from '../src/index.ts';
import {
  MAGIC,
  componentBytes,
  custom,
  flat,
  moduleBytes,
  name,
  nested,
  section,
  smallSections,
  u32,
  vec,
} from './build-wasm.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

function errorOf(bytes: Uint8Array, limits = {}): WasmFormatError {
  try {
    readWasm(bytes, limits);
  } catch (error) {
    if (error instanceof WasmFormatError) return error;
    throw error;
  }
  throw new Error('it was read');
}

describe('the frame of a core module', () => {
  it('lists its sections with absolute ranges', () => {
    const bytes = moduleBytes(custom('first', 1, 2, 3), smallSections);
    const module = readWasm(bytes);
    expect(module.kind).toBe('module');
    expect(module.sections.map(({ name: of }) => of)).toEqual([
      'custom',
      'type',
      'function',
      'export',
      'code',
    ]);
    expect(module.sections[0]).toEqual({
      id: 0,
      name: 'custom',
      customName: 'first',
      start: 8,
      headerBytes: 2,
      payloadStart: 10,
      contentStart: 16,
      payloadEnd: 19,
      nested: undefined,
    });
    expect(module.sections.at(-1)?.payloadEnd).toBe(bytes.length);
  });

  it('takes a size that is padded to five bytes as it is', () => {
    const module = readWasm(moduleBytes([1, 0x81, 0x80, 0x80, 0x80, 0x00, 0]));
    expect(module.sections[0]).toMatchObject({
      name: 'type',
      headerBytes: 6,
      payloadStart: 14,
      payloadEnd: 15,
    });
  });

  it('reads a view into a larger buffer', () => {
    const bytes = moduleBytes(smallSections);
    const larger = new Uint8Array(bytes.length + 20);
    larger.set(bytes, 7);
    expect(readWasm(larger.subarray(7, 7 + bytes.length)).sections).toHaveLength(4);
  });

  it('knows every section of the specification, in the order it demands', () => {
    const ids = [1, 2, 3, 4, 5, 13, 6, 7, 8, 9, 12, 10, 11];
    const module = readWasm(moduleBytes(ids.map((id) => section(id, 0))));
    expect(module.sections.map(({ name: of }) => of)).toEqual([
      'type',
      'import',
      'function',
      'table',
      'memory',
      'tag',
      'global',
      'export',
      'start',
      'element',
      'data_count',
      'code',
      'data',
    ]);
  });
});

describe('the frame of a component', () => {
  it('holds modules and components, each with its own frame', () => {
    const inner = componentBytes(nested(1, moduleBytes(smallSections)));
    const outer = readWasm(
      componentBytes(nested(1, moduleBytes()), section(7, vec()), nested(4, inner), custom('x')),
    );
    expect(outer.kind).toBe('component');
    expect(outer.sections.map((part) => part.name)).toEqual([
      'core_module',
      'type',
      'component',
      'core:custom',
    ]);
    const deep = outer.sections[2]?.nested?.sections[0];
    expect(deep?.nested?.kind).toBe('module');
    expect(deep?.nested?.sections.map((part) => part.name)).toEqual(['type', 'function', 'export', 'code']);
  });

  it('lets sections come in any order and more than once', () => {
    const sections = [11, 7, 7, 3, 8].map((id) => section(id, vec()));
    expect(readWasm(componentBytes(sections)).sections).toHaveLength(5);
  });

  it('may be nested 100 deep, not 101', () => {
    let bytes = componentBytes();
    for (let depth = 2; depth <= 100; depth++) bytes = componentBytes(nested(4, bytes));
    expect(readWasm(bytes).kind).toBe('component');
    expect(errorOf(componentBytes(nested(4, bytes))).message).toContain('nested deeper than 100');
  });
});

describe('what is not the binary format is named', () => {
  it.each([
    ['an empty file', new Uint8Array(), 0, 'the file is empty'],
    ['text', text('(module)'), 0, 'this is WebAssembly text (WAT)'],
    ['text after a comment', text(';; hi\n(module)'), 0, 'this is WebAssembly text (WAT)'],
    ['text of a component', text('\ufeff \n( component $x)'), 0, 'this is WebAssembly text (WAT)'],
    [
      'an ELF file',
      Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 2, 1),
      0,
      'not WebAssembly: starts with 7f 45 4c 46',
    ],
    ['a Lisp', text('(defun f)'), 0, 'not WebAssembly: starts with 28 64 65 66'],
    ['half a magic', Uint8Array.of(0, 0x61), 2, 'truncated: expected a preamble of 8 bytes, found 2'],
    ['half a preamble', Uint8Array.from(flat(MAGIC, 1, 0)), 6, 'truncated'],
    ['a module of version 2', Uint8Array.from(flat(MAGIC, 2, 0, 0, 0)), 4, 'found version 0x2, layer 0'],
    ['an old component', Uint8Array.from(flat(MAGIC, 0x0c, 0, 1, 0)), 4, 'found version 0xc, layer 1'],
    ['an unknown layer', Uint8Array.from(flat(MAGIC, 1, 0, 2, 0)), 4, 'found version 0x1, layer 2'],
  ])('%s', (_, bytes, offset, message) => {
    const error = errorOf(bytes);
    expect(error.message).toContain(message);
    expect(error.offset).toBe(offset);
  });
});

describe('a malformed frame is refused with its offset', () => {
  it.each([
    ['an unknown core section', moduleBytes([15, 0]), 8, 'unknown core section id 15'],
    ['an unknown component section', componentBytes([13, 0]), 8, 'unknown component section id 13'],
    ['a section that is too long', moduleBytes([1, 5, 0]), 9, 'has 5 bytes, but only 1 bytes are left'],
    ['a size of 2^32-1', moduleBytes([1, u32(0xffffffff)]), 9, 'has 4294967295 bytes, but only 0'],
    ['a size of six bytes', moduleBytes([1, 0x80, 0x80, 0x80, 0x80, 0x80, 0]), 9, 'at most 32 bits'],
    ['unused bits in a size', moduleBytes([1, 0x80, 0x80, 0x80, 0x80, 0x10]), 9, 'at most 32 bits'],
    ['a size that is cut off', moduleBytes([1, 0x80]), 10, 'expected the size of the type section'],
    ['a second type section', moduleBytes(section(1, 0), section(1, 0)), 11, 'a second type section'],
    ['a section out of order', moduleBytes(section(3, 0), section(1, 0)), 11, 'out of order'],
    ['a tag section after globals', moduleBytes(section(6, 0), section(13, 0)), 11, 'out of order'],
    ['a custom section without a name', moduleBytes(section(0)), 10, 'the name of a custom section'],
    ['a custom name that leaves its section', moduleBytes(section(0, 9, 65)), 10, 'only 1 bytes are left'],
    ['a custom name that is not UTF-8', moduleBytes(section(0, 2, 0xc0, 0x80)), 11, 'UTF-8'],
    [
      'a component where a module belongs',
      componentBytes(nested(1, componentBytes())),
      10,
      'a nested module',
    ],
    ['nothing where a module belongs', componentBytes(section(1)), 10, 'a nested binary, found nothing'],
    [
      'a broken nested module',
      componentBytes(nested(1, moduleBytes([99, 0]))),
      18,
      'unknown core section id 99',
    ],
  ])('%s', (_, bytes, offset, message) => {
    const error = errorOf(bytes);
    expect(error.message).toContain(message);
    expect(error.offset).toBe(offset);
    expect(error.message).toContain(`at byte 0x${offset.toString(16)} (${offset}): `);
  });

  it('when it has more sections than the limit', () => {
    const bytes = moduleBytes(Array.from({ length: 11 }, () => custom('x')));
    expect(readWasm(bytes, { maxSections: 11 }).sections).toHaveLength(11);
    expect(errorOf(bytes, { maxSections: 10 }).message).toContain('more than 10 sections');
  });

  it('with text that is not cut: a name may hold a byte order mark', () => {
    const module = readWasm(moduleBytes(section(0, name('\ufeffé'))));
    expect(module.sections[0]?.customName).toBe('\ufeffé');
  });
});
