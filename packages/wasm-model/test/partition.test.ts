import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Leaf, WasmBinary } from '../src/index.ts';
import { partition, readWasm } from '../src/index.ts';
import { componentBytes, custom, moduleBytes, nested, section, smallSections, vec } from './build-wasm.ts';
import { COMPONENT_WAT, assemble, realFiles, readFile } from './fixtures.ts';

/** Offsets where a leaf does not start where the one before it ended, at any nesting level. */
function misplaced(binary: WasmBinary): number[] {
  const wrong: number[] = [];
  let at = binary.start;
  for (const leaf of partition(binary)) {
    if (leaf.start !== at || leaf.bytes !== leaf.end - leaf.start || leaf.bytes < 0) wrong.push(leaf.start);
    at = leaf.end;
  }
  if (at !== binary.end) wrong.push(at);
  for (const part of binary.sections) if (part.nested) wrong.push(...misplaced(part.nested));
  return wrong;
}

const describeLeaf = ({ path, kind, bytes }: Leaf): string => `${path} [${kind}] ${bytes}`;

let component: Uint8Array;
beforeAll(async () => {
  component = await assemble(COMPONENT_WAT);
});

describe('every byte belongs to exactly one leaf', () => {
  it.each(Object.entries(realFiles))('of %s', (_, path) => {
    const bytes = readFile(path);
    expect(misplaced(readWasm(bytes))).toEqual([]);
    const sum = partition(readWasm(bytes)).reduce((total, leaf) => total + leaf.bytes, 0);
    expect(sum).toBe(bytes.length);
  });

  it('of a component, at every nesting level', () => {
    expect(misplaced(readWasm(component))).toEqual([]);
  });

  it('of any nesting of modules and components', () => {
    const leafSections = fc.array(
      fc.record({ name: fc.string({ maxLength: 3 }), size: fc.nat(200) }).map(({ name, size }) =>
        custom(
          name,
          Array.from({ length: size }, () => 0),
        ),
      ),
      { maxLength: 3 },
    );
    const { binary } = fc.letrec<{ binary: Uint8Array; component: Uint8Array; module: Uint8Array }>(
      (tie) => ({
        module: leafSections.map((sections) => moduleBytes(sections, smallSections)),
        component: fc
          .tuple(leafSections, fc.array(tie('binary'), { maxLength: 3 }))
          .map(([sections, inner]) =>
            componentBytes(
              sections,
              inner.map((bytes) => nested(bytes[4] === 1 ? 1 : 4, bytes)),
            ),
          ),
        binary: fc.oneof({ maxDepth: 4 }, tie('module'), tie('component')),
      }),
    );
    fc.assert(
      fc.property(binary, (bytes) => {
        expect(misplaced(readWasm(bytes))).toEqual([]);
      }),
    );
  });
});

describe('a leaf', () => {
  it('names its place, outermost first', () => {
    const bytes = componentBytes(
      nested(1, moduleBytes(section(1, vec()), custom('a / b"\u0007'))),
      nested(4, componentBytes()),
      nested(1, moduleBytes()),
    );
    expect(partition(readWasm(bytes)).map(describeLeaf)).toEqual([
      'component / preamble [preamble] 8',
      'component / core module 0 [section_header] 2',
      'component / core module 0 / preamble [preamble] 8',
      'component / core module 0 / type [section_header] 2',
      'component / core module 0 / type [section_payload] 1',
      'component / core module 0 / custom "a / b\\"\\u0007" [section_header] 2',
      'component / core module 0 / custom "a / b\\"\\u0007" [section_payload] 8',
      'component / component 0 [section_header] 2',
      'component / component 0 / preamble [preamble] 8',
      'component / core module 1 [section_header] 2',
      'component / core module 1 / preamble [preamble] 8',
    ]);
  });
});
