import { describe, expect, it } from 'vitest';
import {
  NO_FUNCTION,
  importsOf,
  moduleData,
  moduleElements,
  moduleExports,
  moduleFunctions,
  moduleGlobals,
  moduleImports,
  moduleMemories,
  moduleNames,
  moduleStart,
  moduleTables,
  moduleTags,
  moduleTypes,
  readWasm,
} from '../src/index.ts';
import type { WasmModule } from '../src/index.ts';
import { name, section, sized, vec } from './build-wasm.ts';
import { assemble, engine, handMade, moduleOf, readFile, realFiles } from './fixtures.ts';

const WAT = `
(module $demo
  (type $binary (func (param i32 i64) (result f32)))
  (import "env" "log" (func $log (param i32)))
  (import "env" "table" (table $external 1 5 externref))
  (import "env" "memory" (memory 1 16 shared))
  (import "env" "limit" (global $limit (mut i64)))
  (import "env" "oops" (tag (param i32)))
  (func $first (param i32 i64) (result f32) f32.const 0)
  (func $second (export "run") (export "again") i32.const 1 call $log)
  (table $callbacks 4 funcref)
  (table $typed 2 (ref null $binary))
  (table $filled 3 8 funcref (ref.func $second))
  (memory $big i64 2)
  (memory $small 1 1)
  (global $stack (mut i32) (i32.const 1048576))
  (global $callback (ref func) (ref.func $first))
  (export "memory" (memory $small))
  (export "callbacks" (table $callbacks))
  (export "stack" (global $stack))
  (tag $own)
  (start $init)
  (func $init)
  (elem (table $callbacks) (i32.const 1) func $first $second)
  (elem $passive func $init)
  (elem declare func $second)
  (elem (table $callbacks) (offset (i32.const 3)) funcref (ref.func $init) (ref.null func) (item ref.func $log))
  (data $greeting (memory $small) (i32.const 16) "hello")
  (data (memory $big) (i64.const 4294967296) "far")
  (data $later "passive")
  (data (memory $small) (global.get $fixed) "x")
  (global $fixed i32 (i32.const 4))
)`;

describe('a module with everything', async () => {
  const module = await moduleOf(WAT);

  it('lists its imports with what they must be', () => {
    expect(moduleImports(module)).toMatchObject([
      { module: 'env', name: 'log', kind: 'func', index: 0, description: { kind: 'func', type: 1 } },
      {
        module: 'env',
        name: 'table',
        kind: 'table',
        index: 0,
        description: {
          kind: 'table',
          table: { element: 'externref', min: 1, max: 5, is64: false, shared: false },
        },
      },
      {
        module: 'env',
        name: 'memory',
        kind: 'memory',
        index: 0,
        description: {
          kind: 'memory',
          memory: { min: 1, max: 16, is64: false, shared: true, pageBytes: 65_536 },
        },
      },
      {
        module: 'env',
        name: 'limit',
        kind: 'global',
        index: 0,
        description: { kind: 'global', global: { type: 'i64', mutable: true } },
      },
      { module: 'env', name: 'oops', kind: 'tag', index: 0, description: { kind: 'tag', type: 1 } },
    ]);
    expect(importsOf(module, 'func')).toHaveLength(1);
  });

  it('lists its exports in the index space of their kind', () => {
    expect(moduleExports(module).map(({ name: of, kind, index }) => [of, kind, index])).toEqual([
      ['run', 'func', 2],
      ['again', 'func', 2],
      ['memory', 'memory', 2],
      ['callbacks', 'table', 1],
      ['stack', 'global', 1],
    ]);
  });

  it('counts functions, imported first, with the ranges of their bodies', () => {
    const functions = moduleFunctions(module);
    expect(functions).toMatchObject({ count: 4, imported: 1 });
    expect([...functions.type]).toEqual([1, 0, 2, 2]);
    const bodies = [...functions.bodyStart].map((start, at) => [
      ...module.bytes.subarray(start, functions.bodyEnd[at]),
    ]);
    expect(bodies).toEqual([
      [0, 0x43, 0, 0, 0, 0, 0x0b],
      [0, 0x41, 1, 0x10, 0, 0x0b],
      [0, 0x0b],
    ]);
    expect([...functions.entryStart].map((start, at) => (functions.bodyStart[at] ?? 0) - start)).toEqual([
      1, 1, 1,
    ]);
  });

  it('gives tables and memories with their limits', () => {
    expect(
      moduleTables(module).map(({ element, min, max, imported }) => [element, min, max, imported]),
    ).toEqual([
      ['externref', 1, 5, true],
      ['funcref', 4, undefined, false],
      ['(ref null 0)', 2, undefined, false],
      ['funcref', 3, 8, false],
    ]);
    expect(moduleTables(module)[3]?.initial?.function).toBe(2);
    expect(
      moduleMemories(module).map(({ min, max, is64, shared, imported }) => [
        min,
        max,
        is64,
        shared,
        imported,
      ]),
    ).toEqual([
      [1, 16, false, true, true],
      [2, undefined, true, false, false],
      [1, 1, false, false, false],
    ]);
  });

  it('gives tags with their type', () => {
    expect(moduleTags(module)).toEqual([
      { type: 1, imported: true },
      { type: 2, imported: false },
    ]);
  });

  it('gives globals with their first value', () => {
    const globals = moduleGlobals(module);
    const all = Array.from({ length: globals.length }, (_, index) => globals.get(index));
    expect(all.map(({ type, mutable, imported }) => [type, mutable, imported])).toEqual([
      ['i64', true, true],
      ['i32', true, false],
      ['(ref func)', false, false],
      ['i32', false, false],
    ]);
    expect(globals.get(1).initial?.value).toBe(1_048_576);
    expect(globals.get(2).initial).toMatchObject({
      value: undefined,
      function: 1,
      functions: [1],
    });
    expect(globals.references).toEqual({ globals: Uint32Array.of(2), functions: Uint32Array.of(1) });
    expect(() => globals.get(4)).toThrow(RangeError);
  });

  it('gives data segments, where they go and what they hold', () => {
    const text = new TextDecoder();
    expect(
      moduleData(module).map(({ mode, memory, address, payloadStart, payloadEnd }) => [
        mode,
        memory,
        address,
        text.decode(module.bytes.subarray(payloadStart, payloadEnd)),
      ]),
    ).toEqual([
      ['active', 2, 16, 'hello'],
      ['active', 1, 4_294_967_296, 'far'],
      ['passive', 0, undefined, 'passive'],
      ['active', 2, undefined, 'x'],
    ]);
  });

  it('gives element segments in every form', () => {
    expect(
      moduleElements(module).map(({ mode, table, tableOffset, type, functions }) => [
        mode,
        table,
        tableOffset,
        type,
        [...functions],
      ]),
    ).toEqual([
      ['active', 1, 1, 'funcref', [1, 2]],
      ['passive', 0, undefined, 'funcref', [3]],
      ['declarative', 0, undefined, 'funcref', [2]],
      ['active', 1, 3, 'funcref', [3, NO_FUNCTION, 0]],
    ]);
  });

  it('knows its start function and its names', () => {
    expect(moduleStart(module)).toBe(3);
    const names = moduleNames(module);
    expect(names).toMatchObject({ present: true, module: 'demo' });
    expect([...names.functions.entries()]).toEqual([
      [0, 'log'],
      [1, 'first'],
      [2, 'second'],
      [3, 'init'],
    ]);
    expect([...names.data.entries()]).toEqual([
      [0, 'greeting'],
      [2, 'later'],
    ]);
    expect(names.globals.get(1)).toBe('stack');
    expect(names.functions.get(9)).toBeUndefined();
  });
});

describe('an element segment of the short form', () => {
  it('is active in table 0 and holds functions', () => {
    const module = handMade(
      section(
        9,
        vec([0, 0x41, 0x7f, 0x0b, vec(1, 2)], [4, 0x41, 0, 0x0b, vec([0xd2, 3, 0x0b], [0xd0, 0x70, 0x0b])]),
      ),
    );
    expect(moduleElements(module)).toMatchObject([
      { mode: 'active', table: 0, tableOffset: -1, type: 'funcref', functions: Uint32Array.of(1, 2) },
      {
        mode: 'active',
        table: 0,
        tableOffset: 0,
        type: 'funcref',
        functions: Uint32Array.of(3, NO_FUNCTION),
      },
    ]);
  });

  it('gives away functions inside a larger expression', async () => {
    const module = await moduleOf(`(module
      (type $f (func)) (type $s (struct (field (ref $f)) (field i32)))
      (func $one) (func $two)
      (global (ref $s) (struct.new $s (ref.func $one) (i32.const 1)))
      (elem (ref $s) (item struct.new $s (ref.func $two) (i32.add (i32.const 1) (i32.const 2)))))`);
    expect(moduleGlobals(module).get(0).initial?.functions).toEqual([0]);
    expect(moduleElements(module)[0]).toMatchObject({
      functions: Uint32Array.of(NO_FUNCTION),
      otherFunctions: [1],
    });
  });
});

describe('the address of a data segment', () => {
  it('is unsigned, though the constant is not', () => {
    const module = handMade(section(11, vec([0, 0x41, 0x70, 0x0b, 0], [0, 0x42, 0x70, 0x0b, 0])));
    expect(moduleData(module).map(({ address }) => address)).toEqual([2 ** 32 - 16, 2 ** 64]);
  });
});

describe('what the sections say of each other must agree', () => {
  it.each([
    [
      'bodies without functions',
      [section(10, vec(sized(0, 0x0b)))],
      moduleFunctions,
      'expected 0 function bodies',
    ],
    ['functions without bodies', [section(3, vec(0))], moduleFunctions, 'expected 1 function bodies'],
    [
      'too few data segments',
      [section(12, 2), section(11, vec([1, 0]))],
      moduleData,
      'expected 2 data segments',
    ],
    ['no data section at all', [section(12, 2)], moduleData, 'expected 2 data segments'],
    [
      'bytes after the last item',
      [section(7, vec(), 9)],
      moduleExports,
      'expected the end of the export section',
    ],
    [
      'an unknown kind of import',
      [section(2, vec([name('a'), name('b'), 9]))],
      moduleImports,
      'external kind 9',
    ],
    ['an unknown kind of type', [section(1, vec(0x5b))], moduleTypes, 'unknown form of type 0x5b'],
    ['unknown limits', [section(5, vec([0x40, 1]))], moduleMemories, 'unknown limits 0x40'],
  ])('%s', (_, sections, decode, message) => {
    expect(() => decode(handMade(...sections))).toThrow(message);
  });
});

describe('real modules', () => {
  it('agree with what the engine says of imports and exports', () => {
    const kinds: Record<string, string> = { func: 'function' };
    for (const path of Object.values(realFiles)) {
      const bytes = readFile(path);
      const module = readWasm(bytes) as WasmModule;
      const compiled = new engine.Module(bytes);
      const plain = (entry: { name: string; kind: string }) => [entry.name, kinds[entry.kind] ?? entry.kind];
      expect(moduleImports(module).map(plain)).toEqual(engine.Module.imports(compiled).map(plain));
      expect(moduleExports(module).map(plain)).toEqual(engine.Module.exports(compiled).map(plain));
    }
  });

  it('with the memory of 64-bit addresses read its size in pages', async () => {
    const bytes = await assemble('(module (memory i64 0 0x1000000000000))');
    expect(moduleMemories(readWasm(bytes) as WasmModule)[0]?.max).toBe(2 ** 48);
  });
});
