import { beforeAll, describe, expect, it } from 'vitest';
import type { WasmComponent } from '../src/index.ts';
import {
  componentExports,
  componentImports,
  componentNames,
  coreModules,
  mainCoreModule,
  producers,
  readWasm,
  sectionBytes,
} from '../src/index.ts';
import { componentBytes, custom, moduleBytes, name, section, sized, vec } from './build-wasm.ts';
import { COMPONENT_WAT, assemble, componentize, readFile, realFiles } from './fixtures.ts';

describe('a component', () => {
  let component: WasmComponent;
  beforeAll(async () => {
    component = readWasm(await assemble(COMPONENT_WAT)) as WasmComponent;
  });

  it('lists its imports and their kinds', () => {
    expect(componentImports(component).map(({ name: of, kind }) => [of, kind])).toEqual([
      ['wasi:io/poll@0.2.0', 'instance'],
      ['log', 'func'],
      ['code', 'core module'],
      ['pair', 'type'],
      ['handle', 'type'],
    ]);
  });

  it('lists its exports and their kinds', () => {
    expect(componentExports(component).map(({ name: of, kind }) => [of, kind])).toEqual([
      ['run', 'func'],
      ['inner', 'instance'],
      ['part', 'component'],
      ['shape', 'type'],
    ]);
  });

  it('lists core modules at every depth, and knows the main one', () => {
    expect(coreModules(component).map(({ path }) => path)).toEqual([
      'component / core module 0',
      'component / core module 1',
      'component / component 0 / core module 0',
    ]);
    expect(mainCoreModule(component)?.path).toBe('component / core module 1');
  });

  it('knows its names', () => {
    const { component: own, names } = componentNames(component);
    expect(own).toBe('outer');
    expect(names.get('core module')?.[0]?.get(2)).toBe('big');
    expect(names.get('component')?.[0]?.get(0)).toBe('inner');
  });
});

describe('componentizing', () => {
  it('keeps code and data as they are, so that hashes tell what ships', async () => {
    const core = readFile(realFiles['wasm-tools.core2'] as string);
    const plain = await assemble(
      '(module (memory (export "memory") 1) (data (i32.const 0) "kept") (func (result i32) i32.const 42))',
    );
    const component = readWasm(await componentize(plain)) as WasmComponent;
    const inside = mainCoreModule(component)?.module;
    const alone = mainCoreModule(readWasm(plain))?.module;
    if (inside === undefined || alone === undefined) throw new Error('no core module');
    expect(sectionBytes(inside, 'code')).toEqual(sectionBytes(alone, 'code'));
    expect(sectionBytes(inside, 'data')).toEqual(sectionBytes(alone, 'data'));
    expect(sectionBytes(inside, 'start')).toBeUndefined();
    const other = mainCoreModule(readWasm(core))?.module;
    expect(other && sectionBytes(other, 'code')).not.toEqual(sectionBytes(alone, 'code'));
    expect(producers(component).map((producer) => producer.name)).toContain('wit-component');
  });
});

describe('names of imports and exports', () => {
  it('may come in each of the three forms, attributes included', () => {
    const attributes = vec([0x00, name('a:b/c')], [0x01, name('.1')]);
    const bytes = componentBytes(
      section(10, vec([0, name('a'), 5, 0], [1, name('b'), 2, 1, 0x7f], [2, name('c'), attributes, 3, 1])),
      section(11, vec([0, name('d'), 1, 3, 0], [0, name('e'), 0x00, 0x11, 2, 1, 0x00, 0x11, 0])),
    );
    const component = readWasm(bytes) as WasmComponent;
    expect(componentImports(component).map(({ name: of, kind }) => [of, kind])).toEqual([
      ['a', 'instance'],
      ['b', 'value'],
      ['c', 'type'],
    ]);
    expect(componentExports(component).map(({ name: of, kind, index }) => [of, kind, index])).toEqual([
      ['d', 'func', 3],
      ['e', 'core module', 2],
    ]);
  });

  it.each([
    ['an unknown form', section(10, vec([3, name('a'), 5, 0])), componentImports, 'form of a name 3'],
    ['an unknown type', section(10, vec([0, name('a'), 9, 0])), componentImports, 'external type 9'],
    ['an unknown sort', section(11, vec([0, name('a'), 9, 0, 0])), componentExports, 'unknown sort 0x9'],
    ['an unknown core sort', section(11, vec([0, name('a'), 0, 9, 0, 0])), componentExports, 'core sort 0x9'],
    [
      'an unknown attribute',
      section(10, vec([2, name('a'), vec([7, 0]), 5, 0])),
      componentImports,
      'attribute of a name 7',
    ],
    [
      'names of an unknown sort',
      custom('component-name', 1, sized(9, 0)),
      componentNames,
      'unknown sort 0x9',
    ],
  ])('with %s are refused', (_, bytes, decode, message) => {
    expect(() => decode(readWasm(componentBytes(bytes)) as WasmComponent)).toThrow(message);
  });
});

const nameSet = (index: number, text: string): number[] => [1, ...sized(5, vec([index, name(text)]))];

describe('the names of a component', () => {
  it('may come in several sets of one sort, as wit-component writes them', () => {
    const component = readWasm(
      componentBytes(custom('component-name', nameSet(4, 'a'), nameSet(4, 'b'))),
    ) as WasmComponent;
    expect(
      componentNames(component)
        .names.get('instance')
        ?.map((names) => names.get(4)),
    ).toEqual(['a', 'b']);
  });
});

describe('a core module', () => {
  it('is its own only core module', () => {
    const module = readWasm(moduleBytes());
    expect(coreModules(module)).toEqual([{ path: 'module', module, codeBytes: 0 }]);
  });

  it('is what a component without modules lacks', () => {
    expect(mainCoreModule(readWasm(componentBytes()))).toBeUndefined();
  });
});
