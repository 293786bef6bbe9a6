import { isDeepStrictEqual } from 'node:util';
import { buildReport } from '@wasmgate/contracts/build';
import { engineOf, memoryOff } from '@wasmgate/contracts/engine';
import { demandedExports, exportsWaiver } from '@wasmgate/contracts/exports';
import { featuresReport } from '@wasmgate/contracts/features';
import { calledExport, FIRST_INSTANCE, pointMetrics } from '@wasmgate/contracts/point-metrics';
import { METRICS } from '@wasmgate/contracts/metrics';
import type { GateSettings } from '@wasmgate/contracts/settings/gate';
import { memoryReport } from '@wasmgate/contracts/memory';
import { sizeReport } from '@wasmgate/contracts/size';
import { startupReport } from '@wasmgate/contracts/startup';
import type { InputProblem } from '../read-reports.ts';
import type { MeasuredReports } from './collect.ts';

/** The exact figures that every guest that runs has: those of its bytes, and those that wasmtime alone gives. */
const exactFigures = (isOfEngine: boolean): string[] =>
  METRICS.filter(
    ({ task, kind, name, basis }) =>
      task === 'startup-bench' &&
      kind === 'exact' &&
      !name.includes('*') &&
      basis.includes('engine') === isOfEngine,
  ).map(({ name }) => name);
const [OF_BYTES, OF_WASMTIME] = [exactFigures(false), exactFigures(true)];

/**
 * Each thing that was asked for has its answer: a figure, or a finding that says why there is none. A report that was emptied, or is
 * from before it was asked, has neither.
 */
export function checkAsked(gate: GateSettings, reports: MeasuredReports): InputProblem[] {
  return [
    ...problems(buildReport, buildLacks(gate, reports)),
    ...problems(sizeReport, sizeLacks(reports)),
    ...problems(featuresReport, featuresLack(gate, reports)),
    ...problems(startupReport, startupLacks(gate, reports)),
    ...problems(memoryReport, memoryLacks(gate, reports)),
  ];
}

function problems(
  { file, task }: { readonly file: string; readonly task: string },
  lacking: readonly string[],
): InputProblem[] {
  if (lacking.length === 0) return [];
  const what = lacking.join(', ');
  const message = `${file} is stale: it does not answer what wasmgate.json asks (${what}); the task ${task} makes it anew`;
  return [{ task, message }];
}

type Findings = readonly { readonly code: string; readonly severity: string }[];
const has = (findings: Findings, code: string): boolean => findings.some((found) => found.code === code);
const hasViolation = (findings: Findings): boolean =>
  findings.some(({ severity }) => severity === 'violation');

function buildLacks({ config: { exports } }: GateSettings, { build }: MeasuredReports): string[] {
  if (has(build.findings, 'exports_missing')) return [];
  if (exportsWaiver(exports) !== undefined)
    return has(build.findings, 'exports_waived') ? [] : ['why there are no exports'];
  return demandedExports(exports)
    .filter((name) => !build.exports.includes(name))
    .map((name) => `the export ${name}`);
}

function sizeLacks({ size }: MeasuredReports): string[] {
  return [
    ...(size.gzip_bytes === null ? ['wasm_size_gzip_kb'] : []),
    ...(size.brotli_bytes === null ? ['wasm_size_brotli_kb'] : []),
  ];
}

function featuresLack({ groups, required = {} }: GateSettings, { features }: MeasuredReports): string[] {
  const answered = features.groups.map(({ name }) => name);
  const demanded = [
    ...(required.exports ?? []).map((match) => ['export', match]),
    ...(required.imports ?? []).map((match) => ['import', match]),
  ];
  const found = (features.required ?? []).map(({ kind, match }) => [kind, match]);
  const unsaid =
    (features.required ?? []).some((rule) => rule.found === 0) && !has(features.findings, 'required_missing');
  return [
    ...(isDeepStrictEqual(groups.toSorted(), answered.toSorted()) ? [] : ['the groups']),
    ...(isDeepStrictEqual(demanded, found) && !unsaid ? [] : ['what is required']),
  ];
}

function startupLacks(gate: GateSettings, { startup }: MeasuredReports): string[] {
  const { findings, exact, allocators, stages, engine } = startup;
  const asked = engineOf(gate.config.startup);
  if (engine.name !== asked) return [`starts in ${asked}`];
  if (asked === 'off') return has(findings, 'startup_off') ? [] : ['why nothing starts the guest'];
  if (!stages.shipped.ran) return hasViolation(findings) ? [] : ['why the guest did not run'];
  const native = (startup.native ?? []).filter(({ ran, startup_time_ms: figure }) => ran && figure === null);
  return [
    ...OF_BYTES.filter((name) => !Object.hasOwn(exact ?? {}, name)),
    ...(asked === 'wasmtime' ? wasmtimeLacks(gate, startup) : v8Lacks(allocators.on_demand)),
    ...native.map(({ bin }) => `the program ${bin}`),
  ];
}

function wasmtimeLacks(gate: GateSettings, startup: MeasuredReports['startup']): string[] {
  const { findings, exact, allocators } = startup;
  const lacksPool = allocators.pooling === null && !has(findings, 'pooling_not_measured');
  return [
    ...[...OF_WASMTIME, ...fuelAsked(gate, startup)].filter((name) => !Object.hasOwn(exact ?? {}, name)),
    ...(isWhole(allocators.on_demand) ? [] : ['starts on-demand']),
    ...(lacksPool || (allocators.pooling !== null && !isWhole(allocators.pooling))
      ? ['starts with pooling']
      : []),
  ];
}

const v8Lacks = (figures: Allocator): string[] =>
  figures !== null && figures.cold !== null && figures.warm_start !== null ? [] : ['starts in V8'];

/** A figure for each phase, or why there are none; where nothing is to be counted, the reason that wasmgate.json gives. */
function memoryLacks({ config }: GateSettings, { memory, startup }: MeasuredReports): string[] {
  const { figures, exact, findings, off } = memory;
  const told = memoryOff(config) ?? null;
  if (off !== told) return [told === null ? 'what is allocated' : 'why nothing is counted'];
  if (off !== null) return [];
  if (figures === null || exact === null) {
    return has(findings, 'memory_inconclusive') ? [] : ['why nothing was counted'];
  }
  // A command runs its main function, and what a guest did not come to is said by its start.
  const asked = startup.shape === 'command' ? [] : (config.invoke ?? []);
  return asked
    .slice(0, asked.length - skippedCalls(startup.findings))
    .filter((invocation) => !figures.phases.some(({ phase }) => phase === invocation));
}

type Allocator = MeasuredReports['startup']['allocators']['on_demand'];

const isWhole = (figures: Allocator): boolean =>
  figures !== null && figures.cold !== null && figures.cold_aot !== null && figures.warm_start !== null;

/** A command runs its main function instead of what is invoked; and what a guest did not come to, it says. */
function fuelAsked({ config }: GateSettings, { shape, findings }: MeasuredReports['startup']): string[] {
  if (has(findings, 'fuel_varies')) return [];
  const called = shape === 'command' ? [] : (config.invoke ?? []).map(calledExport);
  const reached = called.length - skippedCalls(findings);
  return pointMetrics('wasm_fuel', [FIRST_INSTANCE, ...called.slice(0, reached)]);
}

/** Calls that were not made, for the guest had exited. */
const skippedCalls = (findings: MeasuredReports['startup']['findings']): number =>
  findings.find((found) => found.code === 'invocation_skipped')?.args.skipped.length ?? 0;
