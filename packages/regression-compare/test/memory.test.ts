import type { MemoryJson } from '@wasmgate/contracts/memory';
import type { StartupJson } from '@wasmgate/contracts/startup';
import type { SubjectConfig } from '@wasmgate/contracts/subject';
import { verifyReport } from '@wasmgate/contracts/verify';
import { capture } from '@wasmgate/cli-kit/testing';
import { finding } from '@wasmgate/contracts/finding';
import { expect, it } from 'vitest';
import { regressionBin } from '../src/regression-bin.ts';
import { verifyBin } from '../src/verify-bin.ts';
import { acceptAll } from './sample-baseline.ts';
import { sampleReports } from './sample-reports.ts';
import { sampleWorkspace } from './sample-subject.ts';

const reports = sampleReports();

/** What the gate says of a subject of which this was counted, against a baseline of the sample. */
async function verified(memory: MemoryJson) {
  const { dir } = sampleWorkspace({ ...reports, memory }, { baseline: acceptAll(reports) });
  await capture(regressionBin('0.0.0'), dir, '--exit-zero');
  const { code, stdout, stderr } = await capture(verifyBin('0.0.0'), dir);
  return { code, stdout, stderr, report: () => verifyReport.read(dir) };
}

const { memory } = reports;
const figures = memory.figures as NonNullable<MemoryJson['figures']>;

it('one more allocation in a phase fails with the number and who asked for it', async () => {
  const phases = figures.phases.map((phase) =>
    phase.phase === 'init()'
      ? {
          ...phase,
          allocations: 1,
          allocated_bytes: 10_240,
          functions: [{ function: 'app::eager', crate: 'app', allocations: 1, bytes: 10_240 }],
        }
      : phase,
  );
  const exact = { ...memory.exact, wasm_heap_bytes_init: { value: 10_240, basis: {} } };
  const { code, stdout, report } = await verified({ ...memory, figures: { ...figures, phases }, exact });
  expect(code).toBe(1);
  expect(report().failures).toMatchObject([
    { code: 'metric_regressed', args: { metric: 'wasm_heap_bytes_init', value: 10_240, baseline: 0 } },
  ]);
  expect(stdout).toContain('10,240 B in 1 by app::eager, crate app');
  expect(stdout).toMatch(/memory +fail +first_instance: 0 B in 0 allocations/);
});

it('what is counted is shown when nothing is wrong', async () => {
  const phases = figures.phases.map((phase) =>
    phase.phase === 'capabilities()' ? { ...phase, reallocations: 1 } : phase,
  );
  const { code, stdout } = await verified({ ...memory, figures: { ...figures, phases } });
  expect(code).toBe(0);
  expect(stdout).toMatch(/memory +pass +first_instance: 0 B in 0 allocations, peak 0 B/);
  expect(stdout).toContain('capabilities(): 1,612 B in 1 allocation and 1 reallocation, peak 1,612 B');
  expect(stdout).toContain('0 B live after that in 17 pages');
});

it('a leak fails, with the call and the function', async () => {
  const args = { invocation: 'init()', bytes_per_call: 24, calls: 16, function: 'app::keep' };
  const findings = [finding('memory_leaked', args)];
  const { code, stdout } = await verified({ ...memory, verdict: 'fail', findings });
  expect(code).toBe(1);
  expect(stdout).toContain('init() leaks 24 B a call (16 calls, then as many again), asked for by app::keep');
});

it('figures that were accepted and cannot be shown any more fail; nothing is taken for zero', async () => {
  const args = { stage: 'shipped', reason: 'unaccounted_write', detail: 'app::arena' } as const;
  const inconclusive = [args];
  const findings = [finding('memory_inconclusive', args)];
  const { code, report } = await verified({ ...memory, figures: null, exact: null, inconclusive, findings });
  expect(code).toBe(1);
  const missing = report().failures.flatMap((one) =>
    one.code === 'metric_missing' ? [one.args.metric] : [],
  );
  expect(missing.toSorted()).toEqual(Object.keys(memory.exact ?? {}).toSorted());
  expect(report().warnings).toMatchObject([{ code: 'memory_inconclusive' }]);
});

it.each<[string, Partial<SubjectConfig>]>([
  ['wasmgate.json says that nothing is counted', { memory: { off: 'no names in it' } }],
  ['nothing starts the guest', { startup: { engine: 'off', reason: 'no names in it' } }],
])('%s: a state with its reason, and no warning of its own', async (_what, config) => {
  const uncounted = { ...memory, off: 'no names in it', figures: null, exact: null };
  const startup: StartupJson =
    config.startup === undefined
      ? reports.startup
      : {
          ...reports.startup,
          engine: { name: 'off', version: null },
          allocators: { on_demand: null, pooling: null },
          cold_start_ms: null,
          cold_aot_ms: null,
          warm_start: null,
          exact: null,
          findings: [finding('startup_off', { reason: 'no names in it' })],
        };
  const now = { ...reports, memory: uncounted, startup };
  const { dir } = sampleWorkspace(now, { baseline: acceptAll(now), config });
  await capture(regressionBin('0.0.0'), dir, '--exit-zero');
  const { code, stdout, stderr } = await capture(verifyBin('0.0.0'), dir);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/memory +pass +not counted: no names in it/);
  const codes = verifyReport.read(dir).warnings.map((warning) => warning.code);
  expect(codes.filter((one) => one.startsWith('memory'))).toEqual([]);
});

it('a report that does not say why it has no figures is stale', async () => {
  const { code, stderr } = await verified({ ...memory, figures: null, exact: null });
  expect([code, stderr]).toEqual([2, expect.stringContaining('memory.json is stale')]);
});

it('of a guest that exits in a call, nothing is asked of the calls behind it', async () => {
  const invoke = ['init()', 'capabilities()', 'gone()'];
  const skipped = finding('invocation_skipped', { last: 'capabilities', skipped: ['gone'] }, 'shipped');
  const startup = { ...reports.startup, findings: [skipped] };
  const { dir } = sampleWorkspace(
    { ...reports, startup },
    { baseline: acceptAll(reports), config: { invoke } },
  );
  await capture(regressionBin('0.0.0'), dir, '--exit-zero');
  expect(await capture(verifyBin('0.0.0'), dir)).toMatchObject({ code: 0, stderr: '' });
});
