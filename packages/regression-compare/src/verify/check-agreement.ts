import { featuresReport } from '@wasmgate/contracts/features';
import { kilobytes } from '@wasmgate/contracts/kilobytes';
import { memoryReport } from '@wasmgate/contracts/memory';
import { sizeReport } from '@wasmgate/contracts/size';
import { startupReport } from '@wasmgate/contracts/startup';
import type { InputProblem } from '../read-reports.ts';
import type { MeasuredReports } from './collect.ts';

/** A fact that two reports, or two places of one, state alike. */
type Agreement = readonly [what: string, one: unknown, other: unknown];

/**
 * Holds the reports against one another and against build.json, whose bytes were seen to be those that lie there: whoever altered a
 * figure and not its twin is found out. What stands in one place only is the cache's to keep (SECURITY.md).
 */
export function checkAgreement({ build, size, features, startup, memory }: MeasuredReports): InputProblem[] {
  const { shipped, unoptimized } = build.artifacts;
  const { stages } = size;
  const cold = startup.allocators.on_demand?.cold?.total_ms.p50_ms ?? null;
  const aot = startup.allocators.on_demand?.cold_aot?.total_ms.p50_ms ?? null;
  const last = memory.figures?.phases.at(-1);
  return [
    ...problems(sizeReport, [
      ['subject', size.subject, build.subject],
      ['kind', size.kind, build.kind],
      ['raw_bytes', size.raw_bytes, shipped.bytes],
      ['stages.shipped.raw_bytes', stages.shipped.raw_bytes, shipped.bytes],
      ['stages.shipped.sha256', stages.shipped.sha256, shipped.sha256],
      ['stages.unoptimized.raw_bytes', stages.unoptimized?.raw_bytes, unoptimized.bytes],
      ['stages.shipped.gzip_bytes', stages.shipped.gzip_bytes, size.gzip_bytes],
      ['stages.shipped.brotli_bytes', stages.shipped.brotli_bytes, size.brotli_bytes],
      ['wasm_size_raw_kb', size.wasm_size_raw_kb, kilobytes(size.raw_bytes)],
      ['wasm_size_gzip_kb', size.wasm_size_gzip_kb, kb(size.gzip_bytes)],
      ['wasm_size_brotli_kb', size.wasm_size_brotli_kb, kb(size.brotli_bytes)],
    ]),
    ...problems(featuresReport, [
      ['subject', features.subject, build.subject],
      ['kind', features.kind, build.kind],
    ]),
    ...problems(startupReport, [
      ['subject', startup.subject, build.subject],
      ['kind', startup.kind, build.kind],
      ['wasm_size_bytes', startup.wasm_size_bytes, shipped.bytes],
      ['cold_start_ms', startup.cold_start_ms, cold],
      ['cold_aot_ms', startup.cold_aot_ms, aot],
      ['warm_start', startup.warm_start?.p50_ms, startup.allocators.on_demand?.warm_start?.p50_ms],
    ]),
    ...problems(memoryReport, [
      ['subject', memory.subject, build.subject],
      ['kind', memory.kind, build.kind],
      ['wasm_heap_live_bytes', memory.exact?.['wasm_heap_live_bytes']?.value, last?.live_bytes],
      ['wasm_heap_pages', memory.exact?.['wasm_heap_pages']?.value, last?.pages],
    ]),
  ];
}

const kb = (bytes: number | null): number | null => (bytes === null ? null : kilobytes(bytes));

function problems(
  { file, task }: { readonly file: string; readonly task: string },
  agreements: readonly Agreement[],
): InputProblem[] {
  return agreements
    .filter(([, one, other]) => one !== other)
    .map(([what, one, other]) => ({
      task,
      message: `${file} is stale: ${what} is ${String(one)}, and elsewhere ${String(other)}; the task ${task} makes it anew`,
    }));
}
