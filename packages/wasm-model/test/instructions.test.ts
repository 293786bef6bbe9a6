import { print } from '@bytecodealliance/jco-transpile/wasm-tools';
import binaryen from 'binaryen';
import { describe, expect, it } from 'vitest';
import type { WasmModule } from '../src/index.ts';
import {
  Opcode,
  WasmFormatError,
  moduleFunctions,
  readWasm,
  readWellFormed,
  walkFunction,
} from '../src/index.ts';
import { moduleBytes, section, sized, vec } from './build-wasm.ts';
import type { Bytes } from './build-wasm.ts';
import { INSTRUCTIONS } from './every-instruction.ts';
import { assemble, readFile, realFiles } from './fixtures.ts';
import { BY_BINARYEN, BY_NEITHER, BY_WASM_TOOLS } from './proposal-instructions.ts';

const withBody = (...body: readonly Bytes[]): WasmModule =>
  readWasm(
    moduleBytes(section(1, vec([0x60, 0, 0])), section(3, vec(0)), section(10, vec(sized(0, body)))),
  ) as WasmModule;

function opcodesOf(module: WasmModule, index: number): number[] {
  const opcodes: number[] = [];
  walkFunction(module, index, ({ opcode }) => void opcodes.push(opcode));
  return opcodes;
}

const instructionCount = (module: WasmModule): number => {
  const { imported, count } = moduleFunctions(module);
  let total = 0;
  for (let index = imported; index < count; index++) walkFunction(module, index, () => total++);
  return total;
};

/** Instructions of the functions in a text that wasm-tools printed: one stands on a line, after locals and type. */
function printedInstructions(wat: string): number {
  let inFunction = false;
  let total = 0;
  for (const line of wat.split('\n')) {
    if (/^ {2}\(func /.test(line)) inFunction = true;
    else if (/^ {2}\)$/.test(line)) {
      // The closing line of a function stands for its last `end`.
      if (inFunction) total++;
      inFunction = false;
    } else if (inFunction && !/^ *(?:\(local|$|\(catch|catch_.*\))/.test(line)) total++;
  }
  return total;
}

describe('the instructions of a real module', () => {
  it('number as many as wasm-tools prints', async () => {
    const bytes = readFile(realFiles['wasm-tools.core2'] as string);
    expect(instructionCount(readWasm(bytes) as WasmModule)).toBe(printedInstructions(await print(bytes)));
  });

  it('fill every body to its end', () => {
    for (const path of Object.values(realFiles)) {
      expect(instructionCount(readWasm(readFile(path)) as WasmModule)).toBeGreaterThan(1000);
    }
  });
});

describe('every instruction', () => {
  it.each(INSTRUCTIONS)('%s is walked over as wasm-tools assembles it', async (_, text, expected) => {
    const module = readWasm(
      await assemble(`(module
        (type $f (func)) (type $s (struct (field (mut i32)))) (type $a (array (mut i8))) (type $r (array (mut funcref)))
        (type $packed (struct (field i8)))
        (memory $m 1) (memory $n 1) (memory $far i64 1) (table $t 1 funcref) (table $u 1 funcref)
        (tag $e) (global $g (mut i32) (i32.const 0)) (elem $el func $callee) (data $d "x") (func $callee)
        (func $tested (local $i i32) ${text} unreachable))`),
    ) as WasmModule;
    const opcodes = opcodesOf(module, 1);
    expect(opcodes.slice(-2)).toEqual([0x00, Opcode.end]);
    expect(opcodes.slice(0, -2)).toEqual(expected);
  });
});

const UNFINISHED = `(module
  (rec (type $f (func)) (type $k (cont $f)))
  (rec (type $described (descriptor $desc) (struct)) (type $desc (describes $described) (struct)))
  (type $s (struct (field (mut i32)))) (type $a (array (mut i32)))
  (memory $m 1) (memory $n 1) (table $t 1 anyref) (table $u 1 anyref)
  (tag $e) (global $g (mut i32) (i32.const 0)) (func $callee)`;

const BINARYEN = `(module (memory 1 1 shared)
  (type $bytes (array (mut i8))) (type $words (array (mut i16)))`;

describe('every instruction of proposals that are not finished', () => {
  it.each(BY_WASM_TOOLS)('%s is walked over as wasm-tools assembles it', async (_, text, expected) => {
    const bytes = await assemble(`${UNFINISHED} (func $tested (local $i i32) ${text} unreachable))`);
    expect(opcodesOf(readWasm(bytes) as WasmModule, 1)).toEqual([...expected, 0x00, Opcode.end]);
  });

  it.each(BY_BINARYEN)('%s is walked over as binaryen assembles it', (_, text, expected) => {
    const parameters = '(param $v v128) (param $s stringref) (param $b (ref $bytes)) (param $w (ref $words))';
    // Its types do not know the second argument yet.
    const parse = binaryen.parseText as (text: string, features: number) => binaryen.Module;
    const module = parse(`${BINARYEN} (func ${parameters} ${text}))`, binaryen.Features.All);
    const bytes = module.emitBinary();
    const operands = new Set([0x1a, 0x20, 0x21, 0x41, 0x42, 0x43]);
    const opcodes = opcodesOf(readWellFormed(bytes) as WasmModule, 0).filter(
      (opcode) => !operands.has(opcode),
    );
    expect(opcodes).toEqual([...expected, Opcode.end]);
  });
});

/** Left out of "Vector Instructions" between the first opcode and the last. */
const VECTOR_GAPS = [
  0x9a, 0xa2, 0xa5, 0xa6, 0xaf, 0xb0, 0xb2, 0xb3, 0xb4, 0xbb, 0xc2, 0xc5, 0xc6, 0xcf, 0xd0, 0xd2, 0xd3, 0xd4,
  0xe2, 0xee,
];

const refused = (...code: readonly number[]): boolean => {
  try {
    opcodesOf(
      withBody(
        code,
        Array.from({ length: 20 }, () => 0),
        0x0b,
      ),
      0,
    );
  } catch (error) {
    return String(error).includes('unknown opcode');
  }
  return false;
};

describe('all opcodes', () => {
  it('are either tested above or refused', () => {
    const lists = [INSTRUCTIONS, BY_WASM_TOOLS, BY_BINARYEN].flat();
    const tested = new Set([...lists.flatMap(([, , opcodes]) => opcodes), ...BY_NEITHER]);
    const legacy = [0x06, 0x07, 0x09, 0x18, 0x19];
    const known = (opcode: number): boolean => tested.has(opcode) || legacy.includes(opcode);
    const differing: number[] = [];
    for (let opcode = 0; opcode < 0xfb; opcode++)
      if (known(opcode) === refused(opcode)) differing.push(opcode);
    for (const prefix of [0xfb, 0xfc, 0xfd, 0xfe]) {
      for (let sub = 0; sub < 0x200; sub++) {
        const code = [prefix, (sub & 0x7f) | 0x80, sub >> 7];
        if (known(prefix * 0x10000 + sub) === refused(...code)) differing.push(prefix * 0x10000 + sub);
      }
    }
    expect(differing.map((opcode) => opcode.toString(16))).toEqual([]);
    expect(VECTOR_GAPS.filter((gap) => tested.has(0xfd0000 + gap))).toEqual([]);
  });
});

describe('the cursor', () => {
  it('shows indices, constants, offsets and depth', () => {
    const seen: number[][] = [];
    const module = withBody(
      0x02,
      0x40,
      0x41,
      0x80,
      0x7f,
      0x11,
      3,
      1,
      0x0b,
      0xfb,
      2,
      4,
      5,
      0x28,
      0x42,
      7,
      0x10,
      0x0b,
    );
    const start = moduleFunctions(module).bodyStart[0] as number;
    walkFunction(module, 0, ({ opcode, offset, first, second, depth }) => {
      seen.push([opcode, offset - start, first, second, depth]);
    });
    expect(seen).toEqual([
      [0x02, 1, 0, 0, 2],
      [Opcode.i32Const, 3, -128, 0, 2],
      [Opcode.callIndirect, 6, 3, 1, 2],
      [Opcode.end, 9, 0, 0, 1],
      [0xfb0002, 10, 4, 5, 1],
      [0x28, 14, 7, 0, 1],
      [Opcode.end, 18, 0, 0, 0],
    ]);
  });

  it('walks legacy exception handling', () => {
    const body = [0x06, 0x40, 0x07, 0, 0x09, 0, 0x19, 0x0b, 0x06, 0x40, 0x18, 0, 0x0b];
    expect(opcodesOf(withBody(body), 0)).toEqual([0x06, 0x07, 0x09, 0x19, 0x0b, 0x06, 0x18, 0x0b]);
  });

  it('takes a padded opcode after a prefix', () => {
    expect(opcodesOf(withBody(0xfc, 0x89, 0x80, 0x00, 1, 0x0b), 0)).toEqual([0xfc0009, Opcode.end]);
  });

  it.each([
    ['an unknown opcode', [0x27], 'unknown opcode 0x27', 1],
    ['a prefix byte that is none', [0xff, 0], 'illegal opcode 0xff', 1],
    ['an unknown opcode of garbage collection', [0xfb, 39], 'unknown opcode 0xfb 0x27', 1],
    ['an unknown bulk opcode', [0xfc, 23], 'unknown opcode 0xfc 0x17', 1],
    ['a gap among vector opcodes', [0xfd, 0x9a, 1], 'unknown opcode 0xfd 0x9a', 1],
    ['a vector opcode past the last', [0xfd, 0x94, 2], 'unknown opcode 0xfd 0x114', 1],
    ['a gap among atomics', [0xfe, 8], 'unknown opcode 0xfe 0x8', 1],
    ['a body without its end', [0x01, 0x01], 'expected an instruction, found the end', 3],
    ['bytes after its end', [0x0b, 0x01], 'expected the end of a function body', 2],
    ['an alignment of 2^7', [0x28, 0x80, 1, 0, 0x0b], 'alignment below 128', 2],
    ['an unknown block type', [0x02, 0x41, 0x0b, 0x0b], 'unknown value type 0x41', 2],
    ['a negative block type', [0x02, 0xc0, 0x7f, 0x0b, 0x0b], 'a negative index', 2],
    ['an unknown heap type', [0xd0, 0x40, 0x0b], 'unknown heap type', 2],
    ['unknown cast flags', [0xfb, 24, 4, 0, 0, 0, 0x0b], 'cast flags', 3],
    ['an unknown catch clause', [0x1f, 0x40, 1, 4, 0, 0x0b, 0x0b], 'catch clause 4', 4],
    ['an unknown ordering of a fence', [0xfe, 3, 3, 0x0b], 'unknown ordering 0x3', 3],
    ['a second ordering where only one is', [0xfe, 0x10, 0x12, 0x11, 0], 'unknown ordering 0x11', 4],
    ['an unknown handler', [0xe3, 0, 1, 2, 0, 0x0b], 'unknown handler 2', 4],
    ['an ordering of a plain access', [0x28, 0x12, 0x01, 0x10, 0x0b], 'unknown flags 0x12', 2],
    ['an array of a vector access', [0xfd, 0, 0x24, 0, 0, 0x0b], 'unknown flags 0x24', 3],
    ['an array and a memory', [0x28, 0x62, 0, 0, 0, 0x0b], 'unknown flags 0x62', 2],
  ])('refuses %s at its offset', (_, body, message, at) => {
    const module = withBody(body);
    const start = moduleFunctions(module).bodyStart[0] as number;
    try {
      opcodesOf(module, 0);
    } catch (error) {
      if (!(error instanceof WasmFormatError)) throw error;
      expect(error.message).toContain(message);
      expect(error.offset - start).toBe(at);
      return;
    }
    expect.unreachable();
  });
});
