import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { WasmBinary } from '../src/index.ts';
import {
  NO_INDEX,
  WasmFormatError,
  binaryItems,
  itemsByBinary,
  moduleFunctions,
  readWasm,
} from '../src/index.ts';
import {
  componentBytes,
  custom,
  moduleBytes,
  name,
  nested,
  section,
  sized,
  smallSections,
  vec,
} from './build-wasm.ts';
import { COMPONENT_WAT, assemble, componentize, moduleOf, readFile, realFiles } from './fixtures.ts';

/** What is wrong with the items of a binary and of all nested ones: gaps, overlaps, sums. */
function flaws(binary: WasmBinary): string[] {
  const found: string[] = [];
  let leaves = 0;
  for (const { path, items } of itemsByBinary(binary)) {
    let at = items.binary.start;
    let sum = 0;
    for (const { kind, start, end, bytes } of items) {
      if (start !== at || end < start || bytes !== end - start) found.push(`${path}: ${kind} at ${start}`);
      at = end;
      sum += bytes;
      if (kind !== 'nested') leaves += bytes;
    }
    if (at !== items.binary.end || sum !== items.binary.end - items.binary.start)
      found.push(`${path}: ${sum}`);
  }
  if (leaves !== binary.end - binary.start) found.push(`${leaves} of ${binary.end - binary.start} bytes`);
  return found;
}

const summary = (binary: WasmBinary): string[] =>
  [...binaryItems(binary)].map(
    ({ kind, index, bytes }) => `${kind}${index === NO_INDEX ? '' : ` ${index}`}: ${bytes}`,
  );

const EVERYTHING = `(module $m
  (import "a" "b" (func (param i32))) (import "a" "g" (global i32)) (import "a" "t" (table 1 funcref))
  (import "a" "m" (memory 1)) (import "a" "e" (tag))
  (rec (type $x (struct)) (type $y (struct)))
  (memory 1 2) (table 2 funcref) (tag) (global (mut i32) i32.const 3) (global i64 i64.const 9)
  (func $f (export "f") (param i32) (result i32) i32.const 1)
  (start $s) (func $s data.drop 1)
  (elem (i32.const 0) func $f $s) (elem declare func $f) (data (i32.const 8) "data") (data "more")
  (@custom "notes" "free text"))`;

let component: Uint8Array;
let everything: Uint8Array;
beforeAll(async () => {
  component = await assemble(COMPONENT_WAT);
  everything = await assemble(EVERYTHING);
});

describe('every byte lies in exactly one item', () => {
  it.each(Object.entries(realFiles))('of %s, by itself and in a component', (_, path) => {
    const bytes = readFile(path);
    const binary = readWasm(bytes);
    expect(flaws(binary)).toEqual([]);
    expect(flaws(readWasm(componentBytes(nested(1, bytes))))).toEqual([]);
    expect(binaryItems(binary).size).toBeGreaterThan(50);
  });

  it('of a component, at every nesting level', async () => {
    expect(flaws(readWasm(component))).toEqual([]);
    expect(flaws(readWasm(await componentize(moduleBytes(smallSections))))).toEqual([]);
    expect(itemsByBinary(readWasm(component)).map(({ path }) => path)).toEqual([
      'component',
      'component / core module 0',
      'component / core module 1',
      'component / component 0',
      'component / component 0 / core module 0',
    ]);
  });

  it('of whatever of a changed file is still accepted', () => {
    const whole = [everything, component, readFile(realFiles['wasm-tools.core2'] as string)];
    let accepted = 0;
    fc.assert(
      fc.property(
        fc.nat(whole.length - 1),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 3 }),
        (which, edits) => {
          const changed = (whole[which] as Uint8Array).slice();
          for (const [at, value] of edits) changed[at % changed.length] = value;
          let found: string[];
          try {
            found = flaws(readWasm(changed));
          } catch (error) {
            expect(error).toBeInstanceOf(WasmFormatError);
            return;
          }
          accepted++;
          expect(found).toEqual([]);
        },
      ),
      { numRuns: 1_000 },
    );
    expect(accepted).toBeGreaterThan(0);
  });
});

describe('the items of a core module', () => {
  it('are its preamble, headers, counts, and each entry with its index', () => {
    const items = summary(readWasm(everything));
    expect(items.slice(0, 9)).toEqual([
      'preamble: 8',
      'section_header: 2',
      'count: 1',
      'type 0: 6',
      'type 2: 4',
      'type 3: 3',
      'type 4: 5',
      'section_header: 2',
      'count: 1',
    ]);
    for (const item of [
      'import 4: 7',
      'function_types: 2',
      'table 1: 3',
      'memory 1: 3',
      'tag 1: 2',
      'global 1: 5',
      'global 2: 5',
      'export 0: 4',
      'start: 1',
      'element 0: 7',
      'element 1: 4',
      'data_count: 1',
      'code 1: 5',
      'code 2: 6',
      'data 0: 9',
      'data 1: 6',
      'name_subsection 0: 4',
      'name_subsection 1: 9',
      'custom: 9',
    ]) {
      expect(items).toContain(item);
    }
    expect(items.filter((item) => item.startsWith('custom_name'))).toEqual([
      'custom_name: 6',
      'custom_name: 5',
    ]);
  });

  it('know the section they lie in', () => {
    const items = binaryItems(readWasm(everything));
    const at = (kind: string): number => [...items].findIndex((item) => item.kind === kind);
    expect(items.section(at('preamble'))).toBeUndefined();
    expect(items.section(at('data'))?.name).toBe('data');
    expect(items.section(at('custom'))?.customName).toBe('notes');
    expect(items.section(items.size - 1)?.payloadEnd).toBe(everything.length);
  });

  it('count a padded size to the function that it belongs to', () => {
    const module = readWasm(
      moduleBytes(
        section(1, vec([0x60, 0, 0])),
        section(3, vec(0)),
        section(10, vec([0x82, 0x80, 0x00, 0, 0x0b])),
      ),
    );
    expect(summary(module)).toContain('code 0: 5');
  });

  it('say of a function what its entry says', async () => {
    const module = await moduleOf(EVERYTHING);
    const { imported, entryStart, bodyEnd } = moduleFunctions(module);
    const code = [...binaryItems(module)].filter((item) => item.kind === 'code');
    expect(code.map(({ index, start, end }) => [index, start, end])).toEqual(
      [...entryStart].map((start, defined) => [imported + defined, start, bodyEnd[defined]]),
    );
  });
});

describe('a custom section', () => {
  it('that says it holds names and does not is one item from where its subsections end', () => {
    const bytes = moduleBytes(custom('name', 0, sized(name('m')), 1, 0x7f, 0));
    expect(summary(readWasm(bytes))).toEqual([
      'preamble: 8',
      'section_header: 2',
      'custom_name: 5',
      'name_subsection 0: 4',
      'custom: 3',
    ]);
  });

  it('of a component is split in the same way', () => {
    const bytes = componentBytes(custom('component-name', 0, sized(name('c'))), custom('name', 0, 0));
    expect(summary(readWasm(bytes)).slice(1)).toEqual([
      'section_header: 2',
      'custom_name: 15',
      'name_subsection 0: 4',
      'section_header: 2',
      'custom_name: 5',
      'custom: 2',
    ]);
  });
});
