import { cell, renderTable, wrap, type Paint, type Screen } from '@wasmgate/cli-kit';
import { ALLOCATORS } from '@wasmgate/contracts/allocators';
import { acceptCommand } from '@wasmgate/contracts/commands';
import { printable } from '@wasmgate/contracts/printable';
import { findingFix, findingText, formatMs, nativeText } from '@wasmgate/words';
import type { FeaturesJson } from '@wasmgate/contracts/features';
import { metricNameOf } from '@wasmgate/contracts/finding';
import { metricOf, type MetricName, type MetricRow } from '@wasmgate/contracts/metrics';
import type { RegressionJson } from '@wasmgate/contracts/regression';
import type { StartupJson } from '@wasmgate/contracts/startup';
import type { Failure } from '@wasmgate/contracts/verify';
import { countsText, verdictLine } from '../summarize.ts';
import { changeLine } from './change-line.ts';
import { comparisonLine } from './comparison-line.ts';
import type { AllReports, ReportName } from './collect.ts';
import { allocationsUnder, memoryLines } from './memory-lines.ts';
import { growthUnder, sizeLines } from './size-lines.ts';
import { exceptionLines } from './exception-lines.ts';
import type { Verification } from './verify-subject.ts';

/** Columns of the table before its text: the name of the longest report, pass or fail, what stands between. */
const LEFT = 20;

/** One table for a subject, then each failure with the command that explains, fixes or accepts it. */
export function renderVerify({ report, reports }: Verification, { paint, columns }: Screen): string {
  const { subject, verdict, failures, warnings, counts } = report;
  const failing = new Set(failures.flatMap(reportsOf));
  const rows = (Object.keys(lines) as ReportName[]).flatMap((name) => {
    const mark = failing.has(name) ? paint('bad', 'fail') : paint('good', 'pass');
    return lines[name](reports, paint).map((line, index) => {
      const text = wrap(line, columns && columns - LEFT, '  ');
      return index === 0 ? [name, mark, text] : ['', '', text];
    });
  });
  // The columns speak for themselves: the line of headings is left out.
  const table = renderTable([{ head: '' }, { head: '' }, { head: '' }], rows, null).replace(/^\s*\n/, '');
  const blocks = [`${paint('strong', printable(subject))}\n${table}`];
  const long = (text: string) => wrap(text, columns, '    ');
  const notes = warnings.filter(({ severity }) => severity === 'warning');
  if (notes.length > 0)
    blocks.push(
      notes
        .map(
          (note) =>
            `${paint('warn', long(findingText(note)))}\n${long(`  fix: ${findingFix(note, subject)}`)}`,
        )
        .join('\n'),
    );
  if (verdict === 'pass') {
    const isIdle = warnings.some(({ code }) => code === 'nothing_gated');
    blocks.push(paint(isIdle ? 'warn' : 'good', `${printable(subject)} ${verdictLine(verdict, counts)}`));
    return blocks.join('\n\n');
  }
  const wrong = failures.length === 1 ? '1 thing is wrong' : `${failures.length} things are wrong`;
  blocks.push(paint('bad', `${printable(subject)} fail: ${wrong}`));
  // What to do stands last: nobody looks further up than that.
  blocks.push(
    failures
      .map((failure) => {
        const where = failure.path === undefined ? '' : ` (${printable(failure.path)})`;
        const grew = growthUnder(failure, failures, reports.size) + allocationsUnder(failure, reports.memory);
        const what = long(`${failure.report}: ${findingText(failure)}${where}`);
        return `${paint('bad', what)}${long(grew)}\n${long(`  fix: ${findingFix(failure, subject)}`)}`;
      })
      .join('\n'),
  );
  const worse = failures.flatMap((failure) =>
    failure.code === 'metric_regressed' ? (metricNameOf(failure) ?? []) : [],
  );
  if (worse.length > 1) {
    blocks.push(long(`  all that is worse, if it is meant: ${acceptCommand({ metric: worse, subject })}`));
  }
  return blocks.join('\n\n');
}

/** The report that says it, and the one that the metric comes from. */
function reportsOf(failure: Failure): ReportName[] {
  const task = metricOf(metricNameOf(failure) ?? '')?.task;
  return task === undefined || task === null ? [failure.report] : [failure.report, reportOfTask[task]];
}

const reportOfTask = {
  build: 'build',
  size: 'size',
  'startup-bench': 'startup',
  memory: 'memory',
} as const satisfies Record<NonNullable<MetricRow['task']>, ReportName>;

/** What each report has to say in a line or a few. */
const lines = {
  build: ({ build }) => [
    `${build.kind} for ${cell(build.wasm_target, 40)}, allocator ${build.wasm_allocator}, ${count(build.exports.length, 'export')}, ${count(build.imports.length, 'import')}`,
    `sha256 ${build.artifact_sha256.slice(0, 16)}, ${cell(build.toolchain.identity, 80)}`,
  ],
  size: ({ size, regression }, paint) => sizeLines(size, regression, paint),
  features: ({ features }, paint) => [...featureLines(features, paint), ...exceptionLines(features, paint)],
  startup: ({ startup, regression }, paint) => startupLines(startup, regression, paint),
  memory: ({ memory }, paint) => memoryLines(memory, paint),
  regression: ({ regression }) => [countsText(regression.verdict, regression.counts), changeLine(regression)],
} as const satisfies Record<ReportName, (reports: AllReports, paint: Paint) => string[]>;

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}

/** Groups of one verdict stand in one line: `absent (crates proven by units, patterns not found in names): tokio, reqwest`. */
function featureLines({ groups }: FeaturesJson, paint: Paint): string[] {
  const byVerdict = new Map<string, FeaturesJson['groups']>();
  for (const group of groups) {
    const text = verdictText(group);
    byVerdict.set(text, [...(byVerdict.get(text) ?? []), group]);
  }
  if (byVerdict.size === 0) return ['no feature group is excluded'];
  return [...byVerdict].map(([text, same]) => {
    const line = `${text}: ${same.map(({ name }) => cell(name, 30)).join(', ')}`;
    return same.some(({ fails }) => fails) ? paint('bad', line) : line;
  });
}

function verdictText({
  verdict,
  level,
  answers = [],
  excepted_count,
}: FeaturesJson['groups'][number]): string {
  if (!verdict.startsWith('absent') || answers.length === 0) {
    return `${verdict.replaceAll('_', ' ')}${level === null ? '' : ` (${level})`}${excepted_count === undefined ? '' : ', excepted'}`;
  }
  const how = answers.map(
    (one) =>
      `${one.rules} ${one.verdict === 'absent_proven' ? 'proven by' : 'not found in'} ${one.level ?? 'anything'}`,
  );
  return `absent (${how.join(', ')})`;
}

function msText(value: number | null | undefined): string {
  return value === null || value === undefined ? 'not measured' : formatMs(value);
}

/** A time's budget and whether it is kept; nothing where nobody set one: what is fast enough is for the user to say. */
function besideBudget(metric: MetricName, { metrics }: RegressionJson, paint: Paint): string {
  const row = metrics.find(({ name }) => name === metric);
  if (row === undefined || row.budget === null) return '';
  const kept =
    row.status === 'waived'
      ? `${paint('warn', 'waived')} (${printable(row.waive ?? '', 120)})`
      : row.status === 'over_budget'
        ? paint('bad', 'FAIL')
        : row.value === null
          ? paint('warn', 'UNMEASURED')
          : paint('good', 'PASS');
  return `, budget ${row.budget} ms ${kept}`;
}

function startupLines(startup: StartupJson, regression: RegressionJson, paint: Paint): string[] {
  const { cold_start_ms, cold_aot_ms, warm_start, allocators, host_class, engine } = startup;
  const native = (startup.native ?? []).map((program) => {
    const name = program.comparison?.metric.name;
    return nativeText(program, regression.metrics.find((row) => row.name === name)?.status);
  });
  if (engine.name === 'off') {
    const off = startup.findings.find((found) => found.code === 'startup_off');
    return [paint('warn', `not measured: ${printable(off?.args.reason ?? '', 200)}`), ...native];
  }
  const all = [
    `cold ${msText(cold_start_ms)}${besideBudget('wasm_instantiation_cold_ms', regression, paint)}`,
    ...(engine.name === 'wasmtime'
      ? [`cold from AOT ${msText(cold_aot_ms)}${besideBudget('wasm_cold_aot_ms', regression, paint)}`]
      : []),
    `warm P50 ${msText(warm_start?.p50_ms)}${besideBudget('wasm_instantiation_warm_ms', regression, paint)}`,
  ];
  for (const { key, name } of ALLOCATORS.slice(1)) {
    const figures = allocators[key];
    if (figures === null) continue;
    const [cold, warm] = [figures.cold_aot?.total_ms.p50_ms, figures.warm_start?.p50_ms];
    all.push(`${name}: cold from AOT ${msText(cold)}, warm P50 ${msText(warm)}`);
  }
  const compared = startup.comparison && comparisonLine(startup.comparison, regression, paint);
  if (compared) all.push(compared);
  all.push(...native, paint('dim', `on ${cell(host_class, 90)}`));
  return all;
}
