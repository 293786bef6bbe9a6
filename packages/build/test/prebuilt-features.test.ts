import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { ARTIFACTS } from '@wasmgate/contracts/layout';
import type { SubjectConfig } from '@wasmgate/contracts/subject';
import { readWasm, usedFeatures, type WasmModule } from '@wasmgate/wasm-model';
import { describe, expect, it } from 'vitest';
import { buildSubject } from '../src/build-subject.ts';
import { scratchContext, scratchSubject } from './support/scratch-subject.ts';
import { told } from './support/told.ts';

const PATH = 'prebuilt/app.wasm';

/** Builds a prebuilt file without `target_features` at level Oz, and gives what ships. */
async function shipped(wat: string, features?: NonNullable<SubjectConfig['optimize']>['features']) {
  const bytes = new Uint8Array(await parse(wat));
  const optimize = { level: 'Oz' as const, ...(features === undefined ? {} : { features }) };
  const subject = scratchSubject({ wasm: PATH, optimize }, { [PATH]: bytes });
  const report = await buildSubject(told(subject), scratchContext().context);
  return { report, bytes: new Uint8Array(readFileSync(join(subject.dir, ARTIFACTS.shipped))) };
}

/** Modules that say by their code alone what they use, and what wasm-opt calls it. */
const modules: Readonly<Record<string, readonly [wat: string, features: readonly string[]]>> = {
  'vectors and tail calls': [
    `(module (memory (export "m") 1)
       (func (export "f") (result i32) (i32x4.extract_lane 0 (i32x4.splat (i32.load (i32.const 0)))))
       (func $g (export "g") (param i32) (result i32) (return_call $g (local.get 0))))`,
    ['simd', 'tail-call'],
  ],
  'relaxed vectors': [
    `(module (func (export "f") (param v128) (result v128)
       (i8x16.relaxed_swizzle (local.get 0) (local.get 0))))`,
    ['simd', 'relaxed-simd'],
  ],
  exceptions: [
    `(module (tag $t (param i32)) (func (export "f") (param i32) (result i32)
       (block $caught (result i32)
         (try_table (catch $t $caught) (throw $t (local.get 0))) (i32.const 1))))`,
    ['exception-handling'],
  ],
  'older exceptions': [
    `(module (tag $t) (func (export "f") (param i32) (result i32)
       try (result i32) (call $g (local.get 0)) catch $t i32.const 1 end)
       (func $g (param i32) (result i32) (if (local.get 0) (then (throw $t))) (local.get 0)))`,
    ['exception-handling'],
  ],
  'garbage collection': [
    `(module (type $p (struct (field (mut i32)))) (global $g (mut (ref null $p)) (ref.null $p))
       (func (export "set") (param i32) (global.set $g (struct.new $p (local.get 0))))
       (func (export "get") (result i32) (struct.get $p 0 (global.get $g))))`,
    ['gc'],
  ],
  'typed references': [
    `(module (type $f (func (result i32))) (table $t 1 (ref null $f))
       (func (export "set") (param (ref null $f)) (table.set $t (i32.const 0) (local.get 0)))
       (func (export "f") (result i32) (call_ref $f (table.get $t (i32.const 0)))))`,
    ['gc'],
  ],
  'a memory of 64 bits': [
    `(module (memory (export "m") i64 1) (func (export "f") (param i64) (result i32) (i32.load (local.get 0))))`,
    ['memory64'],
  ],
  threads: [
    `(module (memory (export "m") 1 2 shared)
       (func (export "f") (result i32) (i32.atomic.rmw.add (i32.const 0) (i32.const 1))))`,
    ['threads'],
  ],
  'two memories': [
    `(module (memory $a (export "a") 1) (memory $b (export "b") 1)
       (func (export "f") (result i32) (i32.load $b (i32.const 0))))`,
    ['multimemory'],
  ],
  'sums in initial values': [
    `(module (import "env" "base" (global $base i32))
       (global (export "g") i32 (i32.add (global.get $base) (i32.const 8))) (func (export "f")))`,
    ['extended-const'],
  ],
  'nothing new': [
    `(module (global $g (export "g") (mut i32) (i32.const 300)) (memory (export "m") 1)
       (func (export "f") (param i32) (result i32) (select (local.get 0) (global.get $g) (i32.const 1))))`,
    [],
  ],
};

describe.each(Object.entries(modules))('a prebuilt module with %s', (_, [wat, features]) => {
  it('shows what it uses', async () => {
    const binary = readWasm(new Uint8Array(await parse(wat)));
    expect([...usedFeatures(binary as WasmModule)]).toEqual(expect.arrayContaining([...features]));
    expect(usedFeatures(binary as WasmModule).size).toBe(features.length);
  });

  it('goes through wasm-opt', async () => {
    const { report, bytes } = await shipped(wat);
    expect(report).toMatchObject({ verdict: 'pass', optimizer: { level: 'Oz' } });
    expect(readWasm(bytes).kind).toBe('module');
  });
});

describe('what a module does not show', () => {
  const strings = `(module (import "env" "s" (global $s externref))
    (func (export "f") (result v128) (local v128) (local.get 0)))`;

  it('is refused by wasm-opt, and the error says where to name it', async () => {
    await expect(shipped(strings)).rejects.toMatchObject({
      exitCode: 2,
      fix: expect.stringContaining('"features"'),
    });
  });

  it('is allowed by wasmgate.json', async () => {
    expect((await shipped(strings, ['simd'])).report.verdict).toBe('pass');
  });
});
