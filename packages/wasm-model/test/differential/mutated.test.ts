import { print } from '@bytecodealliance/jco-transpile/wasm-tools';
import binaryen from 'binaryen';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WasmBinary, WasmModule } from '../../src/index.ts';
import {
  WasmFormatError,
  coreModules,
  moduleExports,
  moduleFunctions,
  moduleImports,
  moduleNames,
  readWellFormed,
  unreadCode,
} from '../../src/index.ts';
import { COMPONENT_WAT, assemble } from '../fixtures.ts';
import { fuzzBases } from '../fuzz/bases.ts';
import { type Mutation, mutate } from '../fuzz/mutation.ts';
import { leadsOf } from './leads-of.ts';
import { readPrinted } from './wasm-tools-text.ts';

/** A module that engines accept, with what a mutation may turn into something else that they accept. */
const VALID_WAT = `(module $program
  (type $unary (func (param i32))) (type $nullary (func)) (type $s (struct (field (mut i32))))
  (import "env" "log" (func $log (type $unary))) (import "env" "idle" (func $idle)) (import "env" "g" (global $g i32))
  (table $t 4 funcref) (table $u 4 funcref) (memory 1) (tag $e) (global $f (mut funcref) (ref.func $step))
  (elem (i32.const 0) func $step $last $idle) (elem $passive funcref (ref.func $step) (ref.null func))
  (func $run (export "run") (call $step) (call $log (i32.const 1)) (call_indirect (type $nullary) (i32.const 0)))
  (func $step (call $log (i32.const 2)) (call_indirect $t (type $unary) (i32.const 1) (i32.const 0)) return_call $last)
  (func $last (export "last") (drop (ref.func $step)) (table.copy $t $u (i32.const 0) (i32.const 0) (i32.const 1))
    (table.init $u $passive (i32.const 0) (i32.const 0) (i32.const 1)) (call_ref $nullary (ref.func $run))
    (try_table (catch_all 0) (throw $e)) (drop (struct.new $s (i32.load offset=300 (i32.const 8)))))
  (func $unused (call $idle) (global.set $f (ref.func $last)))
  (export "table" (table $t)) (export "memory" (memory 0)) (export "tag" (tag $e)) (data (i32.const 8) "text"))`;

/** Small changes: most leave a file that can be read. */
const small = fc.oneof(fc.nat(8), fc.nat(127), fc.constantFrom(0x7f, 0x70, 0x63, 0x0b, 0x10, 0x11, 0xfc));
const small2 = fc.array(small, { maxLength: 2 });
const mutations: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), at: fc.nat(), bit: fc.nat(7) }),
  fc.record({ kind: fc.constant('overwrite' as const), at: fc.nat(), bytes: small2 }),
  fc.record({
    kind: fc.constant('number' as const),
    section: fc.nat(),
    item: fc.nat(),
    skip: fc.nat(8),
    value: small,
  }),
  fc.record({
    kind: fc.constant('splice' as const),
    section: fc.nat(),
    at: fc.nat(),
    length: fc.nat(2),
    bytes: small2,
  }),
);

/** Where the others accept what is refused or not known here, and why that is right. */
const explained: readonly (readonly [ours: RegExp, why: string])[] = [
  [/unknown value type -\d+/, 'wasm-tools takes a negative number for the index of a type of a component'],
  [
    /unknown flags 0x\w+ of a memory access/,
    'an alignment of 2^16 and more: invalid, and the bits have meanings now',
  ],
  [
    /unknown ordering/,
    'bit 4 of an atomic alignment: wasm-tools takes it for an alignment of 2^16, binaryen as here',
  ],
  [
    /unknown flags \d+ of an element segment|unknown attribute of a tag/,
    'binaryen passes over bits that it does not know',
  ],
  [/found the end of its enclosing part/, 'delegate closes its try: wasm-tools prints one that stands alone'],
];

interface Ours {
  readonly binary: WasmBinary | undefined;
  /** Why it was refused, or is not known to its end. */
  readonly problem: string | undefined;
}

function read(bytes: Uint8Array): Ours {
  try {
    const binary = readWellFormed(bytes);
    const problems = coreModules(binary).flatMap(({ module }) => unreadCode(module).problem ?? []);
    return { binary, problem: problems[0] };
  } catch (error) {
    if (!(error instanceof WasmFormatError)) throw error;
    return { binary: undefined, problem: error.message };
  }
}

async function printed(bytes: Uint8Array): Promise<string | undefined> {
  try {
    return await print(bytes);
  } catch {
    return undefined;
  }
}

/** Calls are compared where every function that is called exists: wasm-tools does not ask. */
function leads(module: WasmModule, defined: number): string[] | undefined {
  const { imported } = moduleFunctions(module);
  try {
    return Array.from({ length: defined }, (_, at) => leadsOf(module, imported + at).join());
  } catch (error) {
    if (error instanceof WasmFormatError && /does not exist/.test(error.message)) return undefined;
    throw error;
  }
}

interface Counts {
  accepted: number;
  compared: number;
  readonly unexplained: string[];
  readonly used: Set<string>;
}

function explain(counts: Counts, who: string, { problem }: Ours, change: Mutation): void {
  if (problem === undefined) return;
  const [, why] = explained.find(([ours]) => ours.test(problem)) ?? [];
  if (why === undefined) counts.unexplained.push(`${who} accepts ${JSON.stringify(change)}: ${problem}`);
  else counts.used.add(why);
}

async function againstWasmTools(base: Uint8Array, runs: number): Promise<Counts> {
  const counts: Counts = { accepted: 0, compared: 0, unexplained: [], used: new Set() };
  for (const change of fc.sample(mutations, { numRuns: runs, seed: 12 })) {
    const bytes = mutate(base, change);
    const ours = read(bytes);
    // oxlint-disable-next-line no-await-in-loop
    const text = await printed(bytes);
    if (text === undefined) continue;
    counts.accepted++;
    explain(counts, 'wasm-tools', ours, change);
    const { binary } = ours;
    if (binary?.kind !== 'module') continue;
    const theirs = readPrinted(text);
    const about = JSON.stringify(change);
    expect(
      moduleImports(binary).map((entry) => `${entry.kind} ${entry.module}.${entry.name}`),
      about,
    ).toEqual(theirs.imports);
    expect(
      moduleExports(binary).map(({ kind, index, name }) => `${kind} ${index} ${name}`),
      about,
    ).toEqual(theirs.exports);
    const { functions, problem } = moduleNames(binary);
    // wasm-tools drops all names for damage in those of locals, which are passed over here; of two names it shows the last.
    if (problem === null && theirs.functions.some((name) => name !== undefined)) {
      const all = [...functions.entries()];
      const of = (index: number): string[] => all.flatMap(([at, name]) => (at === index ? [name] : []));
      expect(
        theirs.functions.map((_, index) => of(index).at(-1)),
        about,
      ).toEqual(theirs.functions);
    }
    const own = ours.problem === undefined ? leads(binary, theirs.leads.length) : undefined;
    if (own === undefined) continue;
    expect(own, about).toEqual(theirs.leads.map((one) => one.join()));
    counts.compared++;
  }
  return counts;
}

const kinds: Readonly<Record<number, string>> = {
  [binaryen.ExternalFunction]: 'func',
  [binaryen.ExternalTable]: 'table',
  [binaryen.ExternalMemory]: 'memory',
  [binaryen.ExternalGlobal]: 'global',
  [binaryen.ExternalTag]: 'tag',
};

interface Interface {
  readonly imports: string[];
  readonly exports: string[];
}

/** Imported functions and exports as binaryen reads them; undefined when it refuses the file. */
function byBinaryen(bytes: Uint8Array): Interface | undefined {
  // Its types do not know the second argument yet.
  const parse = binaryen.readBinary as (bytes: Uint8Array, features: number) => binaryen.Module;
  let module: binaryen.Module;
  try {
    module = parse(bytes, binaryen.Features.All);
  } catch {
    return undefined;
  }
  const functions = Array.from({ length: module.getNumFunctions() }, (_, at) =>
    binaryen.getFunctionInfo(module.getFunctionByIndex(at)),
  );
  const exports = Array.from({ length: module.getNumExports() }, (_, at) =>
    binaryen.getExportInfo(module.getExportByIndex(at)),
  );
  const found = {
    imports: functions.flatMap(({ module: from, base }) => (from || base ? [`${from}.${base}`] : [])),
    exports: exports.map(({ kind, name }) => `${kinds[kind]} ${name}`),
  };
  module.dispose();
  return found;
}

/** As binaryen gives a name out: to its API a zero byte is the end. */
const upToZero = (name: string): string => name.split('\0')[0] ?? '';

describe('mutated modules', () => {
  it('that wasm-tools accepts are read, with the same imports, exports, names and calls', async () => {
    const valid = await assemble(VALID_WAT);
    const { accepted, compared, unexplained } = await againstWasmTools(valid, 600);
    expect(unexplained).toEqual([]);
    expect(accepted).toBeGreaterThan(100);
    expect(compared).toBeGreaterThan(50);
  });

  it('with every instruction in them, and components, are read where wasm-tools accepts them', async () => {
    const [everything] = await fuzzBases();
    const used = new Set<string>();
    for (const base of [everything?.bytes ?? new Uint8Array(), await assemble(COMPONENT_WAT)]) {
      // oxlint-disable-next-line no-await-in-loop
      const counts = await againstWasmTools(base, 400);
      expect(counts.unexplained).toEqual([]);
      expect(counts.accepted).toBeGreaterThan(50);
      for (const why of counts.used) used.add(why);
    }
    expect(used.size).toBeGreaterThan(1);
  });

  it('that binaryen accepts are read, with the same imports and exports', async () => {
    const valid = await assemble(VALID_WAT);
    const counts: Counts = { accepted: 0, compared: 0, unexplained: [], used: new Set() };
    for (const change of fc.sample(mutations, { numRuns: 400, seed: 13 })) {
      const bytes = mutate(valid, change);
      const theirs = byBinaryen(bytes);
      if (theirs === undefined) continue;
      counts.accepted++;
      const ours = read(bytes);
      explain(counts, 'binaryen', ours, change);
      if (ours.binary?.kind !== 'module') continue;
      const own: Interface = {
        imports: moduleImports(ours.binary).flatMap(({ kind, module, name }) =>
          kind === 'func' ? [`${upToZero(module)}.${upToZero(name)}`] : [],
        ),
        exports: moduleExports(ours.binary).map(({ kind, name }) => `${kind} ${upToZero(name)}`),
      };
      expect(own, JSON.stringify(change)).toEqual(theirs);
    }
    expect(counts.unexplained).toEqual([]);
    expect(counts.accepted).toBeGreaterThan(50);
  });
});
