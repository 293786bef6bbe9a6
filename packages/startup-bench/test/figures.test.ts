import { expect, test } from 'vitest';
import { exactMetrics } from '../src/figures/exact-metrics.ts';
import { targetsOf } from '../src/figures/targets.ts';

const nothing = {
  wasm_memory_pages: 1,
  wasm_table_elements: 2,
  wasm_data_bytes: 3,
  wasm_imports: 4,
  wasm_exports: 5,
};
const engine = { version: '49.0.0', os: 'linux', arch: 'arm64' };
const fuelNames = (...names: string[]) =>
  Object.keys(
    exactMetrics(nothing, {
      ...engine,
      cwasmBytes: 1,
      fuel: { points: names.map((name, fuel) => ({ name, fuel })) },
    }),
  ).filter((name) => name.startsWith('wasm_fuel_'));

test('a metric is named after the export, and no two alike', () => {
  expect(fuelNames('first_instance', 'process-message', '_start', 'getUser', 'a:b/c@1.0.0#d')).toEqual([
    'wasm_fuel_first_instance',
    'wasm_fuel_process_message',
    'wasm_fuel_start',
    'wasm_fuel_get_user',
    'wasm_fuel_a_b_c_1_0_0_d',
  ]);
  expect(fuelNames('init', 'init', 'Init', '日本')).toEqual([
    'wasm_fuel_init',
    'wasm_fuel_init_2',
    'wasm_fuel_init_3',
    'wasm_fuel_call',
  ]);
  expect(fuelNames('__proto__')).toEqual(['wasm_fuel_proto']);
});

test('each figure says what it depends on: fuel not on the machine, a .cwasm on it', () => {
  const fuel = { points: [{ name: 'init', fuel: 12 }] };
  const exact = exactMetrics(nothing, { ...engine, cwasmBytes: 6, fuel });
  expect(exact['wasm_imports']).toEqual({ value: 4, basis: {} });
  expect(exact['wasm_cwasm_bytes']).toEqual({
    value: 6,
    basis: { engine: 'wasmtime 49.0.0 cranelift', platform: 'arm64-linux' },
  });
  expect(exact['wasm_fuel_init']).toEqual({ value: 12, basis: { engine: 'wasmtime 49.0.0 cranelift' } });
  expect(Object.keys(exactMetrics(nothing, null))).toEqual(Object.keys(nothing));
});

test('a target is missed at its limit, whatever waives it, and unmeasured without a figure', () => {
  const headline = { cold_start_ms: 44, cold_aot_ms: 5, warm_p50_ms: 0.999 };
  expect(targetsOf(headline)).toEqual({
    cold_start_under_5ms: 'FAIL',
    cold_aot_under_5ms: 'FAIL',
    warm_p50_under_1ms: 'PASS',
  });
  expect(targetsOf({ ...headline, cold_aot_ms: null }).cold_aot_under_5ms).toBe('UNMEASURED');
});
