import { describe, expect, it } from 'vitest';
import type { WasmModule } from '../src/index.ts';
import { callGraph, reachability, readWellFormed, retention, unreadCode, whyPath } from '../src/index.ts';
import type { Bytes } from './build-wasm.ts';
import { moduleBytes, name, section, sized, vec } from './build-wasm.ts';

/** Functions without parameters and results, the first of which is exported; `table` is filled with function 1. */
function moduleOf(...bodies: readonly Bytes[]): WasmModule {
  return readWellFormed(
    moduleBytes(
      section(1, vec([0x60, 0, 0])),
      section(3, vec(...bodies.map(() => 0))),
      section(4, vec([0x70, 0, 1])),
      section(7, vec([name('run'), 0, 0])),
      section(9, vec([0, 0x41, 0, 0x0b, vec(1)])),
      section(10, vec(...bodies.map((body) => sized(0, body, 0x0b)))),
    ),
  ) as WasmModule;
}

const CALL_INDIRECT = [0x41, 0, 0x11, 0, 0];
const call = (index: number): number[] => [0x10, index];
/** No proposal has it; what follows would be a call of function 2 if it were guessed to have no immediate. */
const UNKNOWN = [0xc9, 0x10, 2];

describe('code with an opcode that is not known', () => {
  const module = moduleOf([call(3), UNKNOWN], [], [], [call(1)]);

  it('costs that function alone', () => {
    expect(unreadCode(module)).toEqual({
      functions: Uint32Array.of(0),
      problem: expect.stringContaining('unknown opcode 0xc9'),
    });
    expect([...callGraph(module).unread]).toEqual([0]);
  });

  it('is known up to there, and no call is made up after it', () => {
    expect(whyPath(module, 1)?.map(({ function: index }) => index)).toEqual([0, 3, 1]);
    expect(whyPath(module, 2)).toBeUndefined();
  });

  it('may call whatever there is: nothing is unreferenced', () => {
    expect([0, 1, 2, 3].map((index) => reachability(module).state(index))).toEqual([
      'reachable',
      'reachable',
      'retained',
      'reachable',
    ]);
  });

  it('has a retained size as far as it is known', () => {
    const { retained, shallow } = retention(module);
    expect(retained[0]).toBe((shallow[0] as number) + (shallow[1] as number) + (shallow[3] as number));
  });

  it('keeps nothing when nothing leads to it', () => {
    const dead = moduleOf([], [], [UNKNOWN], []);
    expect(reachability(dead).state(3)).toBe('unreferenced');
  });

  it('may put any function whose address is taken into any table', () => {
    const known = moduleOf([CALL_INDIRECT], [], [], []);
    const unknown = moduleOf([CALL_INDIRECT], [], [UNKNOWN], [0xd2, 3, 0x1a]);
    expect(reachability(known).state(3)).toBe('unreferenced');
    expect(reachability(unknown).state(3)).toBe('reachable');
  });
});

describe('bits that are not known', () => {
  it.each([
    ['an ordering of an atomic access', [0xfe, 0x10, 0x12, 0x03, 0x10, 2]],
    ['flags of a memory access', [0x28, 0x10, 0x10, 2]],
    ['a block type', [0x02, 0x41, 0x10, 2, 0x0b]],
    ['a catch clause', [0x1f, 0x40, 1, 4, 0x10, 2, 0x0b]],
    ['cast flags', [0xfb, 24, 0x40, 0, 0x6e, 0x6e, 0x10, 2]],
    ['a handler', [0xe3, 0, 1, 2, 0, 0x10, 2]],
    ['an opcode after a prefix', [0xfd, 0xff, 0x7f, 0x10, 2]],
  ])('are never guessed: %s', (_, body) => {
    const module = moduleOf([body], [], []);
    expect(unreadCode(module).problem).toContain('unknown');
    expect(whyPath(module, 2)).toBeUndefined();
    expect(reachability(module).state(2)).toBe('retained');
  });

  it('are not the ordering of an atomic access, which is no offset with a call behind it', () => {
    // i32.atomic.load acqrel, as in the relaxed-atomics proposal: bit 4 of the alignment, then the ordering.
    const module = moduleOf([0x41, 0, 0xfe, 0x10, 0x12, 0x01, 0x10, 0x1a], [], []);
    expect(unreadCode(module).problem).toBeUndefined();
    expect(whyPath(module, 2)).toBeUndefined();
    expect(reachability(module).state(2)).toBe('unreferenced');
  });
});

describe('continuations', () => {
  it('run whatever function a reference was taken of', () => {
    const module = moduleOf([0xd0, 0x70, 0xe0, 0, 0x1a], [], [0xd2, 2, 0x1a]);
    expect(whyPath(module, 1)?.map(({ via }) => via)).toEqual(['export', 'call_ref']);
  });
});
