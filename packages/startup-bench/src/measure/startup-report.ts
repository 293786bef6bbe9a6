import type { Input } from '@wasmgate/cli-kit';
import { byAllocator } from '@wasmgate/contracts/allocators';
import { startupOff } from '@wasmgate/contracts/engine';
import { finding, verdictOf, type FindingIn } from '@wasmgate/contracts/finding';
import type { Stage, StartupJson } from '@wasmgate/contracts/startup';
import { comparisonFindings, type Compared } from '../compare/comparison-findings.ts';
import { clockFigures } from '../figures/clock-figures.ts';
import { exactMetrics } from '../figures/exact-metrics.ts';
import { stageFigures } from '../figures/stage-figures.ts';
import { PERCENTILE_METHOD } from '../figures/statistics.ts';
import { targetsOf } from '../figures/targets.ts';
import { guestFinding } from '../guest/guest-finding.ts';
import type { Guest } from '../guest/read-guest.ts';
import type { NativeResult } from '../native/bench-native.ts';
import type { Meter } from './meter.ts';
import type { GuestSamples } from './measure-guest.ts';
import { toldSha256, type StartupTold } from './startup-told.ts';

/** Everything a report is made of. Samples are null for a guest that was not run: it exports nothing, or nothing starts it. */
export interface Measured {
  readonly input: Input<StartupTold>;
  readonly meter: Meter;
  readonly shipped: Guest;
  readonly shippedSamples: GuestSamples | null;
  /** Exports that it was to call, in order. */
  readonly shippedCalls: readonly string[];
  readonly unoptimized: Guest | null;
  readonly unoptimizedSamples: GuestSamples | null;
  readonly cli: StartupJson['cli'];
  /** Null: there was nothing to compare with, or the shipped stage did not run. */
  readonly compared: Compared | null;
  /** See GuestPlan. */
  readonly stubImports: boolean;
  /** Of the programs of the host. */
  readonly native: NativeResult;
}

/** startup.json from what was measured. Top-level figures are those of the shipped stage with the default allocator. */
export function startupReportOf(measured: Measured): StartupJson {
  const { input, meter, shipped, shippedSamples, unoptimized, unoptimizedSamples } = measured;
  const stage = figuresOf(shipped, shippedSamples);
  const headline = {
    cold_start_ms: stage.on_demand?.cold?.total_ms.p50_ms ?? null,
    cold_aot_ms: stage.on_demand?.cold_aot?.total_ms.p50_ms ?? null,
    warm_p50_ms: stage.on_demand?.warm_start?.p50_ms ?? null,
  };
  const allocators = byAllocator(({ key }) => stage[key]);
  const exact = exactOf(shipped, shippedSamples, meter);
  const off = meter.engine === null;
  const findings = [
    ...(off
      ? [finding('startup_off', { reason: startupOff(input.settings?.config.startup) ?? '' })]
      : stageFindings('shipped', shippedSamples)),
    ...skippedCalls(measured.shippedCalls, shippedSamples),
    ...(off || unoptimized === null || unoptimized.sha256 === shipped.sha256
      ? []
      : stageFindings('unoptimized', unoptimizedSamples)),
    ...comparisonFindings(measured.compared),
    ...measured.native.findings,
  ];
  return {
    schema_version: 1,
    settings_sha256: input.settings && toldSha256(input.settings, meter.host),
    benchmark: 'wasm_startup',
    subject: input.subject?.name ?? null,
    artifact: shipped.label,
    artifact_sha256: shipped.sha256,
    wasm_file: shipped.label,
    wasm_size_bytes: shipped.bytes,
    kind: shipped.kind,
    shape: shipped.facts.shape,
    engine: { name: meter.engine?.name ?? 'off', version: meter.engine?.version ?? null },
    host_class: meter.host.host_class,
    ...(measured.stubImports && { stub_imports: true }),
    cold_start_ms: headline.cold_start_ms,
    cold_aot_ms: headline.cold_aot_ms,
    includes_link: shipped.kind === 'component',
    warm_start: stage.on_demand?.warm_start ?? null,
    targets: targetsOf(headline),
    stages: {
      unoptimized: unoptimized === null ? null : figuresOf(unoptimized, unoptimizedSamples),
      shipped: stage,
    },
    allocators,
    exact,
    comparison: measured.compared?.report ?? null,
    native: measured.native.report,
    clock: clockFigures(shippedSamples, allocators),
    cli: measured.cli,
    percentile_method: PERCENTILE_METHOD,
    verdict: verdictOf(findings),
    findings,
  };
}

function figuresOf(guest: Guest, samples: GuestSamples | null): Stage {
  if (samples !== null) return stageFigures(guest, samples);
  return { artifact: guest.label, sha256: guest.sha256, ran: false, ...byAllocator(() => null) };
}

function exactOf(guest: Guest, samples: GuestSamples | null, meter: Meter): StartupJson['exact'] {
  const { engine, host } = meter;
  // What the bytes say needs no start.
  if (engine === null) return exactMetrics(guest.metrics, null);
  if (samples === null || !samples.ran) return null;
  if (samples.cwasmBytes === null) return exactMetrics(guest.metrics, null);
  const { version } = engine;
  const { os, arch } = host;
  const fuel = samples.fuelVaries ? null : samples.fuel;
  return exactMetrics(guest.metrics, { version, os, arch, cwasmBytes: samples.cwasmBytes, fuel });
}

/** A guest that exits in a call has done its work: what was to be called after that has no figures. */
function skippedCalls(calls: readonly string[], samples: GuestSamples | null): FindingIn<'startup'>[] {
  if (samples === null || !samples.ran || samples.fuel === null) return [];
  const made = samples.fuel.points.length - 1;
  if (made >= calls.length) return [];
  return [
    finding('invocation_skipped', { last: calls[made - 1] ?? '', skipped: calls.slice(made) }, 'shipped'),
  ];
}

function stageFindings(
  stage: 'unoptimized' | 'shipped',
  samples: GuestSamples | null,
): FindingIn<'startup'>[] {
  // What ships decides; that the unoptimized stage fails as well is worth a line.
  const severity = stage === 'shipped' ? 'violation' : 'warning';
  if (samples === null) return [finding('exports_missing', { missing: [] }, severity, stage)];
  if (!samples.ran) return [guestFinding(samples.failure, stage, severity)];
  const findings: FindingIn<'startup'>[] = [];
  if (samples.fuelVaries) findings.push(finding('fuel_varies', {}, stage));
  const refused = samples.refused.get('pooling');
  if (refused !== undefined) {
    const reason = refused.message.trim().split('\n').at(-1)?.trim() ?? '';
    findings.push(finding('pooling_not_measured', { reason }, stage));
  }
  return findings;
}
