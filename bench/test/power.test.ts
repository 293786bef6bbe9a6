import { seededRandom } from '@wasmgate/paired';
import { expect, test } from 'vitest';
import { amountFor, calibrationCells, remainingCells, SUBJECTS } from '../src/power/cells.ts';
import type { Cell, PowerRun } from '../src/power/power-run.ts';
import { powerTables } from '../src/power/power-tables.ts';
import { wilsonInterval } from '../src/power/wilson.ts';

test("Wilson's interval of a share: known values", () => {
  // R: prop.test(x, n, correct = FALSE).
  expect(wilsonInterval(0, 10)[0]).toBe(0);
  expect(wilsonInterval(0, 10)[1]).toBeCloseTo(0.277533, 5);
  expect(wilsonInterval(5, 10)[0]).toBeCloseTo(0.236593, 5);
  expect(wilsonInterval(5, 10)[1]).toBeCloseTo(0.763407, 5);
  expect(wilsonInterval(10, 10)[0]).toBeCloseTo(0.722467, 5);
  expect(() => wilsonInterval(0, 0)).toThrow(RangeError);
});

const NAMES = [
  'wasm_cold_aot_ms',
  'wasm_instantiation_warm_ms',
  'wasm_cold_aot_pooling_ms',
  'wasm_instantiation_warm_pooling_ms',
];

const run = (cell: Cell, ratio: number, status: 'pass' | 'regressed' = 'pass'): PowerRun => ({
  ...cell,
  metrics: NAMES.map((name) => ({
    name,
    status,
    reason: null,
    ratio,
    noise_pct: 1.2,
    baseline_us: 14,
    measurings: [[[ratio, 1]]],
  })),
  exact: ['wasm_fuel_first_instance'],
  first_seconds: 6,
  load: 0.5,
});
const calibrations = calibrationCells().map((cell) => run(cell, 1.5));

test('amounts follow from what one unit costs', () => {
  const metric = 'wasm_instantiation_warm_ms';
  expect(amountFor(calibrations, 'clawft-agent', 'loop', { metric, size: 0.05 })).toBe(1000);
  expect(() => amountFor([], 'clawft-agent', 'loop', { metric, size: 0.05 })).toThrow('not calibrated');
});

test('what was measured is not measured again, and calibrations are no results', () => {
  const all = remainingCells(calibrations, seededRandom(1));
  const equal = all.filter(({ plant }) => plant === 'nothing');
  expect(equal.filter(({ condition }) => condition === 'quiet')).toHaveLength(50 * SUBJECTS.length);
  expect(equal.filter(({ condition }) => condition === 'loaded')).toHaveLength(25 * SUBJECTS.length);
  for (const size of [0.03, 0.05]) {
    const slower = all.filter(({ aim, plant }) => aim?.size === size && plant === 'loop');
    // Sixty also where one of the four starts is too short for it.
    expect(slower).toHaveLength(80);
  }
  // Where a start is shorter than 5 us no change of 5 % counts.
  const short = calibrations.map((one) => ({
    ...one,
    metrics: one.metrics.map((metric) => ({ ...metric, baseline_us: 2 })),
  }));
  expect(remainingCells(short, seededRandom(1)).filter(({ aim }) => aim?.size === 0.03)).toEqual([]);
  const done = all.slice(0, 100).map((cell) => run(cell, 1));
  expect(remainingCells([...calibrations, ...done], seededRandom(1))).toHaveLength(all.length - 100);
});

test('the tables say what the runs say', () => {
  const cell = { condition: 'quiet', subject: 'clawft-agent', amount: 0, aim: null } as const;
  const aim = { metric: 'wasm_instantiation_warm_ms', size: 0.05 };
  const text = powerTables([
    ...calibrations,
    run({ ...cell, plant: 'nothing' }, 1),
    run({ ...cell, plant: 'nothing' }, 1.1, 'regressed'),
    run({ ...cell, plant: 'loop', amount: 100, aim }, 1.05, 'regressed'),
    run({ ...cell, plant: 'memory', amount: 16 }, 1),
  ]);
  expect(text).toContain('quiet: 4 comparisons;');
  expect(text).toContain(
    '| **all** | quiet | 14.0 us | 4 of 8: 50.0 % [21.5, 78.5] | 0 of 8: 0.0 % [0.0, 32.4] |',
  );
  expect(text).toMatch(
    /\| \+5 % \| clawft-agent, .* \| loop, 100 \| 14\.0 us \| \+5\.0 % \| 1 of 1: .* \| - \|/,
  );
  expect(text).toMatch(/\| 16 more pages .* \| clawft-agent \| `wasm_fuel_first_instance` \| - \| exact \|/);
});
