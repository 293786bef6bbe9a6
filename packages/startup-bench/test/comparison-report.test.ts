import { createScreen } from '@wasmgate/cli-kit';
import { ALLOCATORS } from '@wasmgate/contracts/allocators';
import { findingText } from '@wasmgate/words';
import { judgeComparison } from '@wasmgate/contracts/judge-comparison';
import type { Comparison } from '@wasmgate/contracts/startup';
import { comparedMetrics } from '@wasmgate/contracts/startup-figures';
import { expect, test } from 'vitest';
import { compareFamily, type Sample } from '@wasmgate/paired';
import { comparisonReport, identicalReport } from '../src/compare/comparison-report.ts';
import { FAMILIES } from '../src/compare/family.ts';
import type { PairedProcess } from '../src/compare/measure-paired.ts';
import { blockRow } from '../src/render/block-row.ts';
import { renderComparison } from '../src/render/render-comparison.ts';
import type { Guest } from '../src/guest/read-guest.ts';

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
  javascript: null,
});
const family = FAMILIES.wasmtime;

/** Samples of 13.8 us, the head's and the null's slower by so much, and a little apart. */
const samples = (head: number, nothing: number): Sample[] =>
  Array.from({ length: 16 }, (_, index) => {
    const apart = 1 + ((index % 5) - 2) / 1000;
    return [{ head: 13_800 * (1 + head) * apart, baseline: 13_800, again: (13_800 * (1 + nothing)) / apart }];
  });

/** A comparison as it is reported, of made-up figures: one metric for each effect on the head and on the null. */
async function report(effects: readonly (readonly [head: number, nothing: number])[]): Promise<Comparison> {
  const compared = await compareFamily<never>({
    measure: async () => ({
      ok: true,
      samples: new Map(effects.map((effect, index) => [family[index]?.name ?? '', samples(...effect)])),
    }),
    onAgain: () => {},
  });
  const processes = [1, 2].flatMap((attempt) =>
    ALLOCATORS.flatMap(({ name: allocator }) =>
      samples(0.1, 0).map((cold, index): PairedProcess => {
        const result = { cold, warm: cold };
        return { attempt, round: index + 1, allocator, result };
      }),
    ),
  );
  return comparisonReport(guest('b.wasm'), guest('a.wasm'), 16, {
    ...compared,
    family,
    processes,
    seeds: [1],
  });
}

const found = (comparison: Comparison, isStrict = false) =>
  judgeComparison(comparedMetrics({ comparison, native: null }), isStrict);

test('what regressed is a violation with its metric, size and interval; the rest is none', async () => {
  const comparison = await report([
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

test('a null that moved is unproven: a warning, and a violation where strict', async () => {
  const comparison = await report([
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

test('for a reader, in 80 columns: a line and a picture a metric, and the verdict with its interval', async () => {
  const text = renderComparison(
    await report([
      [0.1, 0],
      [0, 0],
      [0, 0.2],
      [-0.1, 0],
    ]),
    'wasmtime',
    createScreen(false, 80),
  );
  const lines = text.split('\n');
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
  expect(lines[0]).toBe('b.wasm against a.wasm: regressed');
  expect(text).toMatch(
    /^  cold, on-demand +13\.8 us +15\.2 us +\+10\.0 % \[\+9\.8, \+10\.1\] +2\.0 % +regressed$/m,
  );
  expect(text).toMatch(/^  cold, on-demand +[▁-█ ]+ +-0\.2 \.\. \+10\.2 %$/m);
  expect(text).toContain('cold, pooling: the baseline differed from itself');
  expect(lines.at(-1)).toMatch(/^regressed: cold, on-demand \+/);
  const same = renderComparison(
    identicalReport(guest('b.wasm'), guest('a.wasm'), family),
    'wasmtime',
    createScreen(false, 80),
  );
  expect(same).toContain('the same bytes');
});

test('a picture: a character a bin, what lies outside at the ends, one value in the middle', () => {
  const axis = { low: 0, high: 4, width: 4 };
  expect(blockRow([0, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3], axis)).toBe('▁▂▄█');
  expect(blockRow([-9, 9, 9], axis)).toBe('▄  █');
  expect(blockRow([7], { low: 7, high: 7, width: 5 })).toBe('  █  ');
  expect(blockRow([], axis)).toBe('    ');
});

test('each process is there, for each metric of its allocator', async () => {
  const { runs } = await report([[0.1, 0]]);
  expect(runs).toHaveLength(16 * ALLOCATORS.length * 2);
  const figures = { blocks: 1, head_ms: 0.01515, baseline_ms: 0.0138, again_ms: 0.013828 };
  expect(runs[0]).toEqual({
    attempt: 1,
    round: 1,
    metrics: {
      wasm_cold_aot_ms: { ...figures, ratio: 1.0978, null_ratio: 1.002004 },
      wasm_instantiation_warm_ms: { ...figures, ratio: 1.0978, null_ratio: 1.002004 },
    },
  });
});
