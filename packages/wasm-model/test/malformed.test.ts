import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { WasmBinary } from '../src/index.ts';
import { WasmFormatError, readWasm } from '../src/index.ts';
import {
  componentBytes,
  custom,
  moduleBytes,
  name,
  nested,
  section,
  sized,
  smallSections,
  u32,
  vec,
} from './build-wasm.ts';
import { decodeEverything } from './decode-everything.ts';
import { COMPONENT_WAT, assemble, readFile, realFiles } from './fixtures.ts';

/** Reads and decodes whatever can be; anything but success or a WasmFormatError within the file is a failure. */
function outcome(bytes: Uint8Array): WasmBinary | WasmFormatError {
  try {
    const binary = readWasm(bytes);
    decodeEverything(binary);
    return binary;
  } catch (error) {
    if (!(error instanceof WasmFormatError)) throw error;
    expect(error.offset).toBeGreaterThanOrEqual(0);
    expect(error.offset).toBeLessThanOrEqual(bytes.length);
    expect(error.message).toMatch(/^at byte 0x[0-9a-f]+ \(\d+\): ./);
    return error;
  }
}

let module: Uint8Array;
let component: Uint8Array;
beforeAll(async () => {
  component = await assemble(COMPONENT_WAT);
  module = await assemble(`(module $m
    (import "a" "b" (func (param i32)))
    (memory 1 2) (table 2 funcref) (tag) (global (mut i32) i32.const 3)
    (func $f (export "f") (param i32) (result i32)
      (block (result i32) (br_table 0 0 (i32.const 1) (local.get 0)))
      (call_indirect (type 0) (i32.const 2) (i32.const 1)))
    (type (func (param i32)))
    (start $s) (func $s)
    (elem (i32.const 0) func $f $s) (data (i32.const 8) "data") (data "more"))`);
});

describe('a file cut anywhere', () => {
  it('is refused with an offset, unless the cut falls between sections', () => {
    for (const whole of [module, component]) {
      const starts = new Set([8, ...readWasm(whole).sections.map((part) => part.payloadEnd)]);
      expect(outcome(whole)).not.toBeInstanceOf(Error);
      for (let length = 0; length < whole.length; length++) {
        const result = outcome(whole.slice(0, length));
        if (!starts.has(length)) expect(result, `cut at ${length}`).toBeInstanceOf(WasmFormatError);
      }
    }
  });
});

describe('a file with one byte changed', () => {
  it('is read, or refused with an offset', () => {
    const outcomes = { read: 0, refused: 0 };
    for (const whole of [module, component]) {
      for (let at = 0; at < whole.length; at++) {
        for (const value of [
          0x00,
          0x7f,
          0x80,
          0xff,
          (whole[at] as number) ^ 1,
          (whole[at] as number) ^ 0x40,
        ]) {
          const changed = whole.slice();
          changed[at] = value;
          outcomes[outcome(changed) instanceof WasmFormatError ? 'refused' : 'read']++;
        }
      }
    }
    expect(outcomes.read).toBeGreaterThan(100);
    expect(outcomes.refused).toBeGreaterThan(100);
  });
});

describe('a size that does not fit', () => {
  it.each([-1, 1])('changed by %i makes every section an error somewhere', (delta) => {
    const sections = readWasm(module).sections.filter(({ customName }) => customName === undefined);
    expect(sections.length).toBeGreaterThan(8);
    for (const { start } of sections) {
      const changed = module.slice();
      changed[start + 1] = (changed[start + 1] as number) + delta;
      expect(outcome(changed)).toBeInstanceOf(WasmFormatError);
    }
  });
});

describe('a count of 2^32-1', () => {
  const huge = u32(0xffffffff);
  it.each([
    ...[1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 13].map((id) => [
      `in core section ${id}`,
      moduleBytes(section(id, huge, 0, 0)),
    ]),
    ['as a function index', moduleBytes(section(8, huge))],
    ['as a number of data segments', moduleBytes(section(12, huge))],
    ['of parameters', moduleBytes(section(1, vec([0x60, huge])))],
    ['of the types of a group', moduleBytes(section(1, vec([0x4e, huge])))],
    ['of the bytes of a name', moduleBytes(section(2, vec(huge)))],
    [
      'of the bytes of a body',
      moduleBytes(section(1, vec([0x60, 0, 0])), section(3, vec(0)), section(10, vec(huge))),
    ],
    ['of the bytes of a data segment', moduleBytes(section(11, vec([1, huge])))],
    ['of the items of an element segment', moduleBytes(section(9, vec([1, 0, huge])))],
    ['of target features', moduleBytes(custom('target_features', huge))],
    ['of imports of a component', componentBytes(section(10, huge))],
    ['of exports of a component', componentBytes(section(11, huge))],
    ['of attributes of a name', componentBytes(section(10, vec([2, name('x'), huge])))],
  ] as [string, Uint8Array][])('%s is refused', (_, bytes) => {
    expect(outcome(bytes)).toBeInstanceOf(WasmFormatError);
  });

  it.each([
    ['groups of locals', huge],
    ['labels of a branch', [0, 0x0e, huge]],
    ['types of a select', [0, 0x1c, huge]],
    ['catch clauses', [0, 0x1f, 0x40, huge]],
    ['the index of a callee', [0, 0x10, huge, 0x0b]],
    ['the type of an indirect call', [0, 0x11, huge, 0, 0x0b]],
  ])('as %s in code is refused', (_, body) => {
    const bytes = moduleBytes(
      section(1, vec([0x60, 0, 0])),
      section(3, vec(0)),
      section(10, vec(sized(body))),
    );
    expect(outcome(bytes)).toBeInstanceOf(WasmFormatError);
  });
});

describe('deep nesting', () => {
  it('of ten thousand components is refused, not a stack overflow', () => {
    const headers: number[][] = [];
    let size = 8;
    for (let depth = 0; depth < 10_000; depth++) {
      const header = [4, ...u32(size)];
      headers.push(header);
      size += header.length + 8;
    }
    const preamble = [...componentBytes()];
    const bytes = Uint8Array.from([
      ...headers.toReversed().flatMap((header) => [...preamble, ...header]),
      ...preamble,
    ]);
    expect(bytes.length).toBe(size);
    expect(outcome(bytes)).toMatchObject({ message: expect.stringContaining('nested deeper than 100') });
  });

  it('of a hundred thousand blocks is read', () => {
    const blocks = Array.from({ length: 100_000 }, () => [0x02, 0x40]).flat();
    const ends = Array.from({ length: 100_000 }, () => 0x0b);
    const body = [0, blocks, ends, 0x0b];
    const bytes = moduleBytes(
      section(1, vec([0x60, 0, 0])),
      section(3, vec(0)),
      section(10, vec(sized(body))),
    );
    expect(outcome(bytes)).not.toBeInstanceOf(Error);
  });
});

describe('random bytes', () => {
  it('after a preamble never end in anything but an answer or a WasmFormatError', () => {
    const parts = fc.array(
      fc
        .tuple(fc.nat(14), fc.uint8Array({ maxLength: 40 }))
        .map(([id, content]) => section(id, [...content])),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(parts, fc.boolean(), (sections, isModule) => {
        outcome(isModule ? moduleBytes(sections) : componentBytes(sections));
      }),
      { numRuns: 2_000 },
    );
    expect.hasAssertions();
  });

  it('as code never end in anything but an answer or a WasmFormatError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 60 }), (body) => {
        const bytes = moduleBytes(
          section(1, vec([0x60, 0, 0])),
          section(3, vec(0)),
          section(10, vec(sized(0, [...body]))),
        );
        outcome(bytes);
      }),
      { numRuns: 2_000 },
    );
    expect.hasAssertions();
  });

  it('strewn over a real module never end in anything but an answer or a WasmFormatError', () => {
    const real = readFile(realFiles['wasm-tools.core2'] as string);
    const changes = fc.array(fc.tuple(fc.nat(real.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(changes, fc.boolean(), (edits, wrap) => {
        const changed = real.slice();
        for (const [at, value] of edits) changed[at] = value;
        outcome(wrap ? componentBytes(nested(1, changed), section(10, vec())) : changed);
      }),
      { numRuns: 300 },
    );
    expect.hasAssertions();
  });

  it('hold for a small module: the frame alone is not what refuses', () => {
    expect(outcome(moduleBytes(smallSections))).not.toBeInstanceOf(Error);
  });
});
