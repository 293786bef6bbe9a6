import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { oldBasis } from '../src/baseline/old-basis.ts';
import { basisText, isSameBasis, MEASURING_PARTS } from '../src/basis.ts';
import { metricOf, METRICS, shownFigure } from '../src/metrics.ts';

test('a family has the names with its prefix and its suffix, and something in between', () => {
  expect(metricOf('wasm_fuel_init')?.name).toBe('wasm_fuel_*');
  expect(metricOf('native.app.binary_size_kb')?.name).toBe('native.*.binary_size_kb');
  expect(metricOf('wasm_size_raw_kb')?.name).toBe('wasm_size_raw_kb');
  for (const name of ['wasm_fuel_', 'native..binary_size_kb', 'native.binary_size_kb', 'constructor', '']) {
    expect(metricOf(name), name).toBeUndefined();
  }
});

test('each row is of its own name, and finds itself', () => {
  for (const row of METRICS) expect(metricOf(row.name.replace('*', 'x')), row.name).toBe(row);
});

test("every number of clawft's file that a task of a subject measures is a seed key", () => {
  const seeds = METRICS.filter(({ isSeedKey }) => isSeedKey).map(({ name }) => name);
  const schema = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../../schemas/baseline.schema.json'), 'utf8'),
  ) as { properties: { subjects: { additionalProperties: { properties: Record<string, unknown> } } } };
  const { properties } = schema.properties.subjects.additionalProperties;
  expect(Object.keys(properties)).toEqual(expect.arrayContaining(seeds));
});

test('a budget judges kB to one decimal, anything else as it is', () => {
  expect(shownFigure('wasm_size_raw_kb', 100.0195)).toBe(100);
  expect(shownFigure('wasm_cold_aot_ms', 1.2345)).toBe(1.2345);
  expect(shownFigure('unknown_kb', 1.2345)).toBe(1.2345);
});

describe('a basis', () => {
  const made = { toolchain: 'rustc 1', optimizer: 'wasm-opt 132 -Oz' };

  test('is the same in the parts that are asked for', () => {
    const a = { ...made, engine: 'wasmtime 49' };
    expect(isSameBasis(a, { ...a, toolchain: 'rustc 2' })).toBe(false);
    expect(isSameBasis(a, { ...a, toolchain: 'rustc 2' }, MEASURING_PARTS)).toBe(true);
    expect(isSameBasis(a, made, MEASURING_PARTS)).toBe(false);
  });

  test('has words', () => {
    expect(basisText({ engine: 'wasmtime 49', ...made })).toBe('rustc 1; wasm-opt 132 -Oz; wasmtime 49');
    expect(basisText({})).toBe('the bytes alone');
  });

  test.each([
    ['wasm_size_raw_kb', 'debian rustc, ld; no wasm-opt', { toolchain: 'debian rustc, ld' }],
    [
      'wasm_size_gzip_kb',
      'rustc; wasm-opt 132 -Oz; jco 1 | zlib 1 / brotli 1 / x64',
      {
        toolchain: 'rustc',
        optimizer: 'wasm-opt 132 -Oz',
        componentizer: 'jco 1',
        compressor: 'zlib 1 / brotli 1 / x64',
      },
    ],
    [
      'wasm_cwasm_bytes',
      'rustc; wasm-opt 132 -Oz | wasmtime 49.0.0 cranelift x64-linux',
      {
        toolchain: 'rustc',
        optimizer: 'wasm-opt 132 -Oz',
        engine: 'wasmtime 49.0.0 cranelift',
        platform: 'x64-linux',
      },
    ],
    [
      'wasm_fuel_init',
      'rustc | wasmtime 49.0.0 cranelift',
      { toolchain: 'rustc', engine: 'wasmtime 49.0.0 cranelift' },
    ],
    ['native.app.binary_size_kb', 'rustc; native by cc 12', { toolchain: 'rustc', linker: 'cc 12' }],
    ['mine', 'by hand', { toolchain: 'by hand' }],
  ])('of %s that version 1 wrote in a line is read', (metric, line, basis) => {
    expect(oldBasis(metric, line)).toEqual(basis);
  });
});
