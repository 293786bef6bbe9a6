import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findingText } from '@wasmgate/words';
import { metricNameOf } from '@wasmgate/contracts/finding';
import { startupReport, type StartupJson } from '@wasmgate/contracts/startup';
import { LEAST_ROUNDS } from '../src/compare/family.ts';
import { bench } from './bench.ts';
import { useProgram } from './program.ts';
import { wasmtime, wat } from './wat.ts';

const program = useProgram();
const folder = mkdtempSync(join(tmpdir(), 'wasmgate-test-'));
const run = promisify(execFile);
let env: Record<string, string> = {};

const SLOW = 1_000_000;
/** Starts at once, or after counting: far more than any noise. */
const guest = (turns: number) => `(module (func (export "f"))
  (func $s (local $i i32) (local.set $i (i32.const ${turns}))
    (loop $l (local.set $i (i32.sub (local.get $i) (i32.const 1))) (br_if $l (local.get $i))))
  (start $s))`;

beforeAll(async () => {
  const { libraryPath } = await wasmtime();
  env = { PATH: process.env['PATH'] ?? '', HOME: folder, TMPDIR: folder, WASMGATE_LIBWASMTIME: libraryPath };
  writeFileSync(join(folder, 'quick.wasm'), await wat(guest(1)));
  writeFileSync(join(folder, 'slow.wasm'), await wat(guest(SLOW)));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function compare(...args: string[]): Promise<{ code: number; report: StartupJson; stderr: string }> {
  const { file, args: first } = program.command();
  const child = run(file, [...first, ...args, '--rounds', `${LEAST_ROUNDS}`, '--json'], {
    cwd: folder,
    env,
    maxBuffer: 2 ** 24,
  });
  const { code, stdout, stderr } = await child.then(
    (done) => ({ code: 0, ...done }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
  return { code, stderr, report: startupReport.check('stdout', JSON.parse(stdout)) };
}

/**
 * The metrics of warm starts. What was planted is a hundred times one, so it is found on any machine; but a null moves by chance in
 * one of 400, and that metric is unproven then, as it should be.
 */
function warm({ comparison }: StartupJson) {
  const metrics = (comparison?.metrics ?? []).filter(({ name }) => name.includes('_warm_'));
  return { metrics, known: metrics.filter(({ reason }) => reason !== 'null_moved') };
}

test('in V8: cold starts that compile, and warm ones', { timeout: 180_000 }, async () => {
  const { code, report } = await compare('quick.wasm', 'slow.wasm', '--engine', 'v8');
  expect(code).toBe(1);
  const metrics = report.comparison?.metrics ?? [];
  expect(metrics.map(({ name }) => name)).toEqual([
    'wasm_instantiation_cold_ms',
    'wasm_instantiation_warm_ms',
  ]);
  const { known } = warm(report);
  expect(known.map(({ status }) => status)).toEqual(known.map(() => 'regressed'));
});

test(
  'a head that starts slower fails: metric, size and interval are named',
  { timeout: 180_000 },
  async () => {
    const { code, report } = await compare('quick.wasm', 'slow.wasm', '5');
    const { comparison } = report;
    expect([code, report.verdict]).toEqual([1, 'fail']);
    expect(comparison).toMatchObject({
      head: { artifact: 'slow.wasm', sha256: report.artifact_sha256 },
      baseline: { artifact: 'quick.wasm' },
      rounds: LEAST_ROUNDS,
      verdict: 'regressed',
      metrics: [
        { name: 'wasm_cold_aot_ms' },
        { name: 'wasm_instantiation_warm_ms' },
        { name: 'wasm_cold_aot_pooling_ms' },
        { name: 'wasm_instantiation_warm_pooling_ms' },
      ],
    });
    const { metrics, known } = warm(report);
    expect(known.length).toBeGreaterThan(0);
    for (const { ratio } of metrics) expect(ratio).toBeGreaterThan(1.25);
    for (const { name, status, ratio, interval, earlier } of known) {
      expect(status).toBe('regressed');
      expect(earlier.length).toBeGreaterThanOrEqual(1);
      expect(interval[0]).toBeGreaterThan(1);
      expect(ratio).toBeGreaterThanOrEqual(interval[0] ?? Infinity);
      expect(ratio).toBeLessThanOrEqual(interval[1] ?? 0);
      const finding = report.findings.find((found) => metricNameOf(found) === name);
      expect(finding).toMatchObject({ code: 'startup_regressed', severity: 'violation' });
      expect(finding && findingText(finding)).toMatch(
        new RegExp(`\\+[\\d.]+ % \\[\\+[\\d.]+, \\+[\\d.]+\\], ${LEAST_ROUNDS} rounds, null \\+-`),
      );
    }
    // Each process is there, so that others can analyse it: of each measuring that its report tells of, each in an order of its own.
    const runs = comparison?.runs ?? [];
    for (const { name, earlier } of known) {
      for (let attempt = 1; attempt <= earlier.length + 1; attempt++) {
        const processes = runs.filter((one) => one.attempt === attempt && one.metrics[name] !== undefined);
        expect(processes).toHaveLength(LEAST_ROUNDS);
      }
    }
    const measurings = Math.max(...metrics.map(({ earlier }) => earlier.length + 1));
    expect(comparison?.seeds).toHaveLength(measurings);
    expect(new Set(comparison?.seeds).size).toBe(measurings);
    expect(measurings).toBeGreaterThanOrEqual(2);
  },
);

test('the same two files the other way round are an improvement', { timeout: 180_000 }, async () => {
  const report = await bench(program.child(), { shipped: guest(1), baseline: guest(SLOW) });
  expect(report.verdict).toBe('pass');
  const { metrics, known } = warm(report);
  expect(known.length).toBeGreaterThan(0);
  for (const { ratio } of metrics) expect(ratio).toBeLessThan(0.8);
  for (const { status, interval } of known) {
    expect(status).toBe('improved');
    expect(interval[1]).toBeLessThan(1);
  }
});

test('identical bytes are not measured against each other, and it says so', async () => {
  const { code, report } = await compare('quick.wasm', 'quick.wasm', '3');
  expect(code).toBe(0);
  expect(report.comparison).toMatchObject({
    verdict: 'identical',
    skipped: 'identical_bytes',
    rounds: 0,
    runs: [],
  });
  expect(report.comparison?.metrics.map(({ status, ratio }) => [status, ratio])).toEqual(
    Array.from({ length: 4 }, () => ['identical', 1]),
  );
});

const trapping = '(module (func $s unreachable) (start $s) (func (export "f")))';

test('a guest that fails is named: the one that was measured, or the one that it was compared with', async () => {
  const head = await bench(program.child(), { shipped: trapping, baseline: guest(1) });
  expect(head).toMatchObject({ verdict: 'fail', comparison: null });
  expect(head.findings).toMatchObject([{ code: 'guest_trap', severity: 'violation', path: 'shipped' }]);
  const baseline = await bench(program.child(), { shipped: guest(1), baseline: trapping });
  expect(baseline).toMatchObject({ verdict: 'fail', comparison: null });
  expect(baseline.findings).toMatchObject([
    { code: 'guest_trap', severity: 'violation', path: 'baseline before.wasm' },
  ]);
});

test('an accepted artifact that no longer starts is a warning: nobody ships it', async () => {
  const report = await bench(program.child(), {
    shipped: guest(1),
    baseline: trapping,
    isEarlier: true,
    config: { invoke: ['f()'] },
  });
  expect(report).toMatchObject({ verdict: 'pass', comparison: null });
  expect(report.findings).toMatchObject([{ code: 'guest_trap', severity: 'warning' }]);
});
