import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteReader } from '../src/frame/byte-reader.ts';
import { WasmFormatError } from '../src/index.ts';
import { u32 } from './build-wasm.ts';

const over = (...bytes: readonly number[]): ByteReader =>
  new ByteReader(Uint8Array.from(bytes), 0, bytes.length);

function signed(value: bigint): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (;;) {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    const done = (rest === 0n && (low & 0x40) === 0) || (rest === -1n && (low & 0x40) !== 0);
    bytes.push(done ? low : low | 0x80);
    if (done) return bytes;
  }
}

describe('LEB128', () => {
  it('reads back every u32', () => {
    fc.assert(
      fc.property(fc.nat(0xffffffff), (value) => {
        const reader = over(...u32(value));
        expect(reader.u32('a number')).toBe(value);
        expect(reader.left).toBe(0);
      }),
    );
  });

  it('reads back every s32, s33 and every s64 that a number holds', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        expect(over(...signed(BigInt(value))).s64('a number')).toBe(value);
        const small = value | 0;
        expect(over(...signed(BigInt(small))).s32('a number')).toBe(small);
        expect(over(...signed(BigInt(small) * 2n)).s33('a number')).toBe(small * 2);
      }),
    );
  });

  it.each([
    ['u32', [0xff, 0xff, 0xff, 0xff, 0x0f], 0xffffffff],
    ['u32', [0x80, 0x80, 0x80, 0x80, 0x00], 0],
    ['u64', [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01], 2 ** 63],
    ['s32', [0x80, 0x80, 0x80, 0x80, 0x78], -(2 ** 31)],
    ['s32', [0xff, 0xff, 0xff, 0xff, 0x07], 2 ** 31 - 1],
    ['s33', [0xff, 0xff, 0xff, 0xff, 0x0f], 2 ** 32 - 1],
    ['s64', [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f], -1],
    ['s64', [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7f], -(2 ** 63)],
  ] as const)('%s at its edge %j', (type, bytes, value) => {
    expect(over(...bytes)[type]('a number')).toBe(value);
  });

  it.each([
    ['u32', [0xff, 0xff, 0xff, 0xff, 0x1f]],
    ['u32', [0x80, 0x80, 0x80, 0x80, 0x80, 0x00]],
    ['u64', [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x02]],
    ['s32', [0x80, 0x80, 0x80, 0x80, 0x70]],
    ['s32', [0xff, 0xff, 0xff, 0xff, 0x0f]],
    ['s32', [0x80, 0x80, 0x80, 0x80, 0x80, 0x00]],
    ['s33', [0xff, 0xff, 0xff, 0xff, 0x1f]],
    ['s64', [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01]],
    ['u32', [0x80]],
    ['s64', []],
  ] as const)('%s refuses %j', (type, bytes) => {
    expect(() => over(...bytes)[type]('a number')).toThrow(WasmFormatError);
  });
});

describe('names', () => {
  it('are read back whatever Unicode they hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const bytes = [...new TextEncoder().encode(text)];
        expect(over(...u32(bytes.length), ...bytes).name('a name')).toBe(text);
      }),
    );
  });

  it.each([
    ['an overlong form', [2, 0xc1, 0x81]],
    ['a surrogate', [3, 0xed, 0xa0, 0x80]],
    ['a lone continuation', [1, 0x80]],
    ['a cut sequence', [1, 0xe2]],
    ['a length past the end', [3, 65, 65]],
  ])('with %s are refused, read or passed over', (_, bytes) => {
    expect(() => over(...bytes).name('a name')).toThrow(WasmFormatError);
    expect(() => over(...bytes).skipName('a name')).toThrow(WasmFormatError);
  });
});

describe('counts', () => {
  it('larger than the bytes left are refused before anything is read', () => {
    expect(() => over(...u32(0xffffffff), 0, 0).count('things')).toThrow(
      'at byte 0x0 (0): a vector of 4294967295 things, but only 2 bytes are left',
    );
    expect(over(2, 0, 0).count('things')).toBe(2);
  });
});
