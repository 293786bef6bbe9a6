import { finding } from '@wasmgate/contracts/finding';
import { gateSettingsOf } from '@wasmgate/contracts/settings/gate';
import type { StartupJson } from '@wasmgate/contracts/startup';
import type { SubjectConfig } from '@wasmgate/contracts/subject';
import { expect, it } from 'vitest';
import { compareSubject } from '../src/compare/subject/compare-subject.ts';
import { checkAsked } from '../src/verify/check-asked.ts';
import { sampleReports } from './sample-reports.ts';

const reports = sampleReports();
const inV8: SubjectConfig = { startup: { engine: 'v8' } };
const off: SubjectConfig = { startup: { engine: 'off', reason: 'a page starts it' } };

/** What startup.json lacks of what wasmgate.json asks. */
function lacks(config: SubjectConfig, startup: StartupJson, memory = reports.memory): string[] {
  const gate = gateSettingsOf({ name: 'sample', dir: '', config }, '2027-01-01');
  const asked = { ...gate, groups: reports.features.groups.map(({ name }) => name) };
  return checkAsked(asked, { ...reports, startup, memory }).map(({ message }) => message);
}

/** A memory.json of which nothing was counted. */
const notCounted = (reason: string | null) => ({
  ...reports.memory,
  off: reason,
  figures: null,
  exact: null,
});

/** What V8 gives: no `.cwasm`, no fuel, one allocator. */
const ofV8 = (): StartupJson => {
  const { wasm_memory_pages, wasm_table_elements, wasm_data_bytes } = reports.startup.exact ?? {};
  const figures = reports.startup.allocators.on_demand;
  if (!figures || !wasm_memory_pages || !wasm_table_elements || !wasm_data_bytes) throw new Error('sample');
  return {
    ...reports.startup,
    engine: { name: 'v8', version: '11.3' },
    host_class: 'linux x64 test/v8 11.3',
    allocators: { on_demand: { ...figures, cold_aot: null }, pooling: null },
    exact: { wasm_memory_pages, wasm_table_elements, wasm_data_bytes },
  };
};

const notStarted = (findings: StartupJson['findings']): StartupJson => ({
  ...ofV8(),
  engine: { name: 'off', version: null },
  allocators: { on_demand: null, pooling: null },
  cold_start_ms: null,
  warm_start: null,
  findings,
});
const startupOff = finding('startup_off', { reason: 'a page starts it' });

it('of V8 only what it gives is asked, and of another engine than was asked nothing counts', () => {
  expect(lacks(inV8, ofV8())).toEqual([]);
  expect(lacks({}, reports.startup)).toEqual([]);
  expect(lacks(inV8, reports.startup)).toEqual([expect.stringContaining('starts in v8')]);
  expect(lacks({}, ofV8())).toEqual([expect.stringContaining('starts in wasmtime')]);
  const { on_demand: figures } = ofV8().allocators;
  const emptied = {
    ...ofV8(),
    allocators: { on_demand: figures && { ...figures, cold: null }, pooling: null },
  };
  expect(lacks(inV8, emptied)).toEqual([expect.stringContaining('starts in V8')]);
});

it('where nothing starts the guest the reason is asked', () => {
  const memory = notCounted('a page starts it');
  expect(lacks(off, notStarted([startupOff]), memory)).toEqual([]);
  expect(lacks(off, notStarted([]), memory)).toEqual([
    expect.stringContaining('why nothing starts the guest'),
  ]);
});

it('where nothing is counted the reason is asked, and nothing else passes for it', () => {
  const uncounted: SubjectConfig = { memory: { off: 'no names' } };
  const memory = notCounted('no names');
  expect(lacks(uncounted, reports.startup, memory)).toEqual([]);
  expect(lacks(uncounted, reports.startup)).toEqual([expect.stringContaining('why nothing is counted')]);
  expect(lacks({}, reports.startup, memory)).toEqual([expect.stringContaining('what is allocated')]);
  expect(lacks({}, reports.startup, notCounted(null))).toEqual([
    expect.stringContaining('why nothing was counted'),
  ]);
});

it('what starts in V8 is counted too: a figure is asked for each invocation', () => {
  const config: SubjectConfig = { ...inV8, invoke: ['init()', 'draw()'] };
  expect(lacks(config, ofV8())).toEqual([expect.stringContaining('memory.json is stale')]);
  expect(lacks({ ...config, invoke: ['init()'] }, ofV8())).toEqual([]);
});

it('no figure of a start passes on no evidence: an accepted one and a budget fail', () => {
  const baseline = {
    timed: { 'linux x64 test': { wasm_instantiation_warm_ms: { p50: 0.016, n: 7, wasmtime: '49.0.0' } } },
  };
  const { metrics, findings } = compareSubject({
    name: 'sample',
    gate: { budgets: { wasm_instantiation_cold_ms: 5 } },
    reports: { ...reports, startup: notStarted([startupOff]) },
    baseline,
    strict: false,
  });
  const statuses = Object.fromEntries(metrics.map(({ name, status }) => [name, status]));
  expect(statuses).toMatchObject({
    wasm_instantiation_warm_ms: 'missing',
    wasm_instantiation_cold_ms: 'missing',
  });
  expect(findings.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['metric_missing', 'budget_unmeasured']),
  );
});

it('a figure of another version of V8 says which', () => {
  const startup = { ...ofV8(), host_class: 'a fleet' };
  const baseline = { timed: { 'a fleet': { wasm_instantiation_warm_ms: { p50: 0.02, n: 7, v8: '11.2' } } } };
  const { metrics } = compareSubject({
    name: 'sample',
    gate: {},
    reports: { ...reports, startup },
    baseline,
    strict: false,
  });
  const row = metrics.find(({ name }) => name === 'wasm_instantiation_warm_ms');
  expect(row).toMatchObject({ status: 'not_comparable', accepted_engine: 'v8 11.2' });
});
