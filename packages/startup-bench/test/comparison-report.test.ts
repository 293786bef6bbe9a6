import { createPaint } from '@wasmgate/cli-kit';
import { findingText } from '@wasmgate/words';
import { judgeComparison } from '@wasmgate/contracts/judge-comparison';
import type { Comparison } from '@wasmgate/contracts/startup';
import { comparedMetrics } from '@wasmgate/contracts/startup-figures';
import { expect, test } from 'vitest';
import type { ComparedGuests } from '../src/compare/compare-guests.ts';
import { compareMetric, type MetricComparison } from '../src/compare/compare-metric.ts';
import { comparisonReport, identicalReport } from '../src/compare/comparison-report.ts';
import { Countdown } from '../src/compare/countdown.ts';
import { decideMetric, isSuspect } from '../src/compare/decide.ts';
import { areTooMany, isDisturbed } from '../src/compare/disturbed.ts';
import { family, isTooDisturbed } from '../src/compare/family.ts';
import { modesOf } from '../src/compare/modes.ts';
import { renderComparison } from '../src/render/render-comparison.ts';
import type { Guest } from '../src/guest/read-guest.ts';
import { quiet, simulate } from './simulate.ts';

const guest = (label: string): Guest => ({
  file: label,
  label,
  bytes: 8,
  sha256: label.charCodeAt(0).toString(16).repeat(32),
  kind: 'module',
  facts: { shape: 'module', mainFunction: undefined, exportsAnything: true },
  metrics: {
    wasm_memory_pages: 0,
    wasm_table_elements: 0,
    wasm_data_bytes: 0,
    wasm_imports: 0,
    wasm_exports: 1,
  },
  missingImport: undefined,
});

/** A comparison as it is reported, of simulated figures: one metric for each effect on the head and on the null. */
function report(
  effects: readonly (readonly [head: number, nothing: number])[],
  disturbed = false,
): Comparison {
  const names = [
    'wasm_cold_aot_ms',
    'wasm_instantiation_warm_ms',
    'wasm_cold_aot_pooling_ms',
    'wasm_instantiation_warm_pooling_ms',
  ];
  const measure = (seed: number, [head, nothing]: readonly [number, number]): MetricComparison =>
    compareMetric(simulate(seed, quiet, head, 16, nothing), effects.length);
  const metrics: ComparedGuests['metrics'] = effects.map((effect, index) => {
    const first = measure(index, effect);
    const again = isSuspect(first) ? measure(index + 10, effect) : null;
    return {
      name: names[index] ?? '',
      first,
      again,
      decision: decideMetric(first, again, disturbed),
      figures: { head: 0.0152, baseline: 0.0138 },
      modes: { head: modesOf([1, 1.01, 1.02, 2, 2.01, 2.02]), baseline: modesOf([1, 1.01, 1.02]) },
    };
  });
  return comparisonReport(guest('b.wasm'), guest('a.wasm'), 16, {
    ok: true,
    metrics,
    processes: [],
    seeds: [1],
  });
}

const found = (comparison: Comparison, isStrict = false) =>
  judgeComparison(comparedMetrics({ comparison, native: null }), isStrict);

test('what regressed is a violation with its metric, size and interval; the rest is none', () => {
  const comparison = report([
    [0, 0],
    [0.1, 0],
    [-0.1, 0],
  ]);
  expect(comparison.metrics.map(({ status }) => status)).toEqual(['pass', 'regressed', 'improved']);
  expect(comparison.verdict).toBe('regressed');
  const [finding, ...others] = found(comparison);
  expect(others).toEqual([]);
  expect(finding).toMatchObject({
    code: 'startup_regressed',
    severity: 'violation',
    args: { metric: 'wasm_instantiation_warm_ms', rounds: 16 },
  });
  expect(finding && findingText(finding)).toMatch(/^wasm_instantiation_warm_ms is slower .* \[\+/);
});

test('a null that moved is unproven: a warning, and a violation where strict', () => {
  const comparison = report([
    [0, 0],
    [0.1, 0.2],
    [0, 0.2],
  ]);
  expect(comparison.verdict).toBe('unproven');
  expect(comparison.metrics[1]).toMatchObject({
    status: 'unproven',
    reason: 'null_moved',
    null: { moved: true },
  });
  const args = {
    metrics: ['wasm_instantiation_warm_ms', 'wasm_cold_aot_pooling_ms'],
    reason: 'null_moved',
  };
  expect(found(comparison)).toEqual([{ code: 'startup_unproven', severity: 'warning', args }]);
  expect(found(comparison, true)).toEqual([{ code: 'startup_unproven', severity: 'violation', args }]);
});

test('too many disturbed processes leave everything unproven', () => {
  const comparison = report([[0.5, 0]], true);
  expect(comparison.metrics).toMatchObject([{ status: 'unproven', reason: 'disturbed' }]);
  expect(found(comparison)).toMatchObject([{ code: 'startup_unproven', args: { reason: 'disturbed' } }]);
});

test('for a reader: a line a metric, two modes as two, and the verdict with its interval', () => {
  const text = renderComparison(report([[0.1, 0]]), createPaint(false));
  expect(text).toContain('b.wasm against a.wasm: regressed');
  expect(text).toMatch(
    /cold from \.cwasm, on-demand +13\.8 us +15\.2 us +\+\d+\.\d % \[\+\d+\.\d, \+\d+\.\d\], 16 rounds/,
  );
  expect(text).toContain(
    'head has two modes in cold from .cwasm, on-demand: 1.01 ms (3 processes) and 2.01 ms',
  );
  expect(text.split('\n').at(-1)).toMatch(/^regressed: cold from \.cwasm, on-demand \+/);
  const same = renderComparison(identicalReport(guest('b.wasm'), guest('a.wasm')), createPaint(false));
  expect(same).toContain('the same bytes');
});

const started = (startSwitches: number, warmSwitches: number) => ({
  phases: [],
  totalNs: 1,
  warmNs: Array.from({ length: 50 }, () => 1),
  warmStoreNs: [],
  warmDropNs: [],
  startSwitches,
  warmSwitches,
  clockFloorNs: 1,
});
const process = (...switches: [number, number]) => isDisturbed(started(...switches));

test('one switch spoils a start; a median of warm starts bears one in ten', () => {
  expect([process(0, 0), process(0, 5), process(0, 6), process(1, 0)]).toEqual([false, false, true, true]);
  expect([areTooMany(2, 8), areTooMany(3, 8)]).toEqual([false, true]);
});

test('a disturbed first start leaves the warm starts of that process what they are', () => {
  const processes = ['head', 'baseline', 'again'].map((arm, place) => ({
    attempt: 1,
    round: 1,
    position: place + 1,
    arm: arm as 'head',
    allocator: 'pooling' as const,
    isDisturbed: true,
    isReplaced: false,
    result: started(1, 0),
  }));
  const pooling = family.filter(({ allocator }) => allocator === 'pooling');
  expect(pooling.map((figure) => [figure.name, isTooDisturbed(figure, processes)])).toEqual([
    ['wasm_cold_aot_pooling_ms', true],
    ['wasm_instantiation_warm_pooling_ms', false],
  ]);
});

test('the time that is left follows the pace so far', () => {
  const said: string[] = [];
  let now = 0;
  const countdown = new Countdown(
    10,
    (text) => said.push(text),
    () => now,
  );
  countdown.show('a');
  countdown.done();
  now = 2000;
  countdown.show('b');
  expect(said).toEqual(['a', 'b, about 18 s left']);
});
