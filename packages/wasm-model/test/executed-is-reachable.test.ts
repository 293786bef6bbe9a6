import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { WasmModule } from '../src/index.ts';
import { reachability, readWasm } from '../src/index.ts';
import type { Bytes } from './build-wasm.ts';
import { moduleBytes, name, section, sized, u32, vec } from './build-wasm.ts';

const FUNCTIONS = 10;
const TABLES = 3;
const TABLE_SIZE = 4;
const PASSIVE = 2;

interface Action {
  readonly kind: 'call' | 'return_call' | 'indirect' | 'set' | 'copy' | 'init' | 'move' | 'global';
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

interface Program {
  readonly bodies: readonly (readonly Action[])[];
  readonly exported: readonly number[];
  /** Per table, then per passive segment, its functions. */
  readonly segments: readonly (readonly number[])[];
  readonly shownTable: number | undefined;
  readonly globalFunction: number;
}

const func = fc.nat(FUNCTIONS - 1);
const action: fc.Arbitrary<Action> = fc.record({
  kind: fc.constantFrom(
    'call',
    'return_call',
    'indirect',
    'indirect',
    'set',
    'copy',
    'init',
    'move',
    'global',
  ),
  a: fc.nat(11),
  b: fc.nat(11),
  c: fc.nat(11),
});
const program: fc.Arbitrary<Program> = fc.record({
  bodies: fc.array(fc.array(action, { maxLength: 3 }), { minLength: FUNCTIONS, maxLength: FUNCTIONS }),
  exported: fc.uniqueArray(func, { minLength: 1, maxLength: 2 }),
  segments: fc.array(fc.array(func, { minLength: 2, maxLength: 3 }), {
    minLength: TABLES + PASSIVE,
    maxLength: TABLES + PASSIVE,
  }),
  shownTable: fc.option(fc.nat(TABLES - 1), { nil: undefined, freq: 3 }),
  globalFunction: func,
});

/** Even functions are () -> (), odd ones (i32) -> (). */
const typeOf = (index: number): number => index % 2;
const constant = (value: number): number[] => [0x41, value];
const argument = (type: number): number[] => (type === 1 ? constant(0) : []);

function code({ kind, a, b, c }: Action, segments: Program['segments']): Bytes {
  const target = a % FUNCTIONS;
  const table = b % TABLES;
  const other = c % TABLES;
  switch (kind) {
    case 'call':
      return [argument(typeOf(target)), 0x10, target];
    case 'return_call':
      return [argument(typeOf(target)), 0x12, target];
    case 'indirect':
      return [argument(a % 2), constant(c % 2), 0x11, a % 2, table];
    case 'set':
      return [constant(c % TABLE_SIZE), 0xd2, target, 0x26, table];
    case 'copy':
      return [constant(0), constant(0), constant(TABLE_SIZE), 0xfc, 14, table, other];
    case 'init': {
      const passive = TABLES + (a % PASSIVE);
      return [constant(0), constant(0), constant(segments[passive]?.length ?? 0), 0xfc, 12, passive, table];
    }
    case 'move':
      return [constant(a % TABLE_SIZE), constant(c % TABLE_SIZE), 0x25, other, 0x26, table];
    case 'global':
      return [constant(c % TABLE_SIZE), 0x23, 1, 0x26, table];
  }
}

/** A module in which each function notes in memory that it was run, and a global counts calls down. */
function assembleProgram({ bodies, exported, segments, shownTable, globalFunction }: Program): Uint8Array {
  const body = (actions: readonly Action[], index: number): Bytes =>
    sized(
      0,
      [0x23, 0, 0x41, 1, 0x6b, 0x24, 0, 0x23, 0, 0x45, 0x04, 0x40, 0x00, 0x0b],
      [constant(index), constant(1), 0x3a, 0, 0],
      actions.map((entry) => code(entry, segments)),
      0x0b,
    );
  const exports: Bytes[] = exported.map((index) => [name(`f${index}`), 0, index]);
  if (shownTable !== undefined) exports.push([name('table'), 1, shownTable]);
  exports.push([name('memory'), 2, 0], [name('fuel'), 3, 0]);
  const named = bodies.flat().filter(({ kind }) => kind === 'set');
  const elements: Bytes[] = segments.map((functions, at) =>
    at < TABLES ? [2, at, constant(0), 0x0b, 0, vec(...functions)] : [1, 0, vec(...functions)],
  );
  elements.push([3, 0, vec(...named.map(({ a }) => a % FUNCTIONS))]);
  return moduleBytes(
    section(1, vec([0x60, 0, 0], [0x60, 1, 0x7f, 0])),
    section(3, vec(...bodies.map((_, index) => typeOf(index)))),
    section(4, vec(...Array.from({ length: TABLES }, () => [0x70, 0, TABLE_SIZE]))),
    section(5, vec([0, 1])),
    section(6, vec([0x7f, 1, constant(0), 0x0b], [0x70, 0, 0xd2, globalFunction, 0x0b])),
    section(7, vec(...exports)),
    section(9, vec(...elements)),
    section(10, [...u32(bodies.length), bodies.map(body)]),
  );
}

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly fuel: { value: number };
  readonly table?: { get(index: number): (() => void) | null };
  readonly [func: string]: unknown;
}

const { Module, Instance } = (
  globalThis as unknown as {
    WebAssembly: {
      Module: new (bytes: Uint8Array) => object;
      Instance: new (module: object) => { readonly exports: Exports };
    };
  }
).WebAssembly;

/** Runs whatever the host can get hold of, twice, and says which functions were run. */
function executed(bytes: Uint8Array, { exported }: Program): number[] {
  const { exports } = new Instance(new Module(bytes));
  const run = (call: unknown): void => {
    if (typeof call !== 'function') return;
    exports.fuel.value = 60;
    try {
      call();
    } catch {
      // Traps and the end of the fuel are part of what is tried.
    }
  };
  for (const index of [...exported, ...exported]) {
    run(exports[`f${index}`]);
    for (let at = 0; at < TABLE_SIZE; at++) run(exports.table?.get(at));
  }
  const ran = new Uint8Array(exports.memory.buffer, 0, FUNCTIONS);
  return [...ran.keys()].filter((index) => ran[index] === 1);
}

it('whatever a program runs is reachable', () => {
  let indirect = 0;
  let spared = 0;
  fc.assert(
    fc.property(program, (made) => {
      const bytes = assembleProgram(made);
      const { state, pathTo } = reachability(readWasm(bytes) as WasmModule);
      for (const index of executed(bytes, made)) {
        expect(state(index)).toBe('reachable');
        if (pathTo(index)?.some(({ via }) => via === 'call_indirect')) indirect++;
      }
      for (let index = 0; index < FUNCTIONS; index++) if (state(index) !== 'reachable') spared++;
    }),
    { numRuns: 3_000 },
  );
  expect(indirect).toBeGreaterThan(100);
  expect(spared).toBeGreaterThan(100);
});
