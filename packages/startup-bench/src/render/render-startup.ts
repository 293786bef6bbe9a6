import { ALLOCATORS } from '@wasmgate/contracts/allocators';
import { cell, renderTable, type Paint, type Screen, type Tone } from '@wasmgate/cli-kit';
import { printable } from '@wasmgate/contracts/printable';
import { budgetText, findingFix, findingText, formatBytes, formatMs, nativeText } from '@wasmgate/words';
import type { BudgetResult } from '@wasmgate/contracts/budget';
import { basisText } from '@wasmgate/contracts/basis';
import { engineText } from '@wasmgate/contracts/engine';
import type { AllocatorFigures, StartFigures, StartupJson } from '@wasmgate/contracts/startup';
import { renderComparison } from './render-comparison.ts';

/** The report for a reader: what was measured, every way to start in a column, budgets, exact figures, findings. */
export function renderStartup(report: StartupJson, budgets: readonly BudgetResult[], screen: Screen): string {
  const { paint, columns } = screen;
  return [
    header(report, paint),
    ...(report.stages.shipped.ran ? [timings(report, screen)] : []),
    ...(report.comparison ? [renderComparison(report.comparison, report.engine.name, screen)] : []),
    ...(report.native ? [report.native.map((program) => nativeText(program)).join('\n')] : []),
    ...(budgets.length > 0 ? [budgetLines(budgets, paint)] : []),
    ...(report.engine.name === 'wasmtime' ? [commandLine(report)] : []),
    ...(report.exact === null ? [] : [exact(report.exact, columns)]),
    ...(report.findings.length === 0 ? [] : [findings(report, paint)]),
    verdict(report, paint),
  ].join('\n\n');
}

function header(report: StartupJson, paint: Paint): string {
  const what = `${report.shape}, ${formatBytes(report.wasm_size_bytes)}`;
  return `${paint('strong', printable(report.artifact))}  ${what}\n${cell(engineText(report.engine))} on ${printable(report.host_class)}`;
}

interface Column {
  readonly head: string;
  readonly figures: AllocatorFigures;
}

function timings({ stages, clock, engine }: StartupJson, { paint, columns: width }: Screen): string {
  const columns: Column[] = [];
  for (const name of ['shipped', 'unoptimized'] as const) {
    const stage = stages[name];
    for (const { key, name: allocator } of ALLOCATORS) {
      const figures = stage?.[key];
      if (figures) columns.push({ head: engine.name === 'v8' ? name : `${name},\n${allocator}`, figures });
    }
  }
  const row = (label: string, figure: (figures: AllocatorFigures) => number | undefined): string[] => [
    label,
    ...columns.map(({ figures }) => {
      const ms = figure(figures);
      return ms === undefined ? '-' : formatMs(ms);
    }),
  ];
  const arm = (label: string, pick: (figures: AllocatorFigures) => StartFigures | null): string[][] => {
    const arms = columns.map(({ figures }) => pick(figures));
    const phases = new Set(arms.flatMap((entry) => Object.keys(entry?.phases ?? {})));
    return [
      row(label, (figures) => pick(figures)?.total_ms.p50_ms),
      ...[...phases].map((phase) =>
        row(`  ${cell(phase, 40)}`, (figures) => pick(figures)?.phases[phase]?.p50_ms),
      ),
    ];
  };
  const rows = [
    ...arm('cold, compiling', (figures) => figures.cold),
    ...(engine.name === 'v8' ? [] : arm('cold, from .cwasm', (figures) => figures.cold_aot)),
    row('warm, P50', (figures) => figures.warm_start?.p50_ms),
    row('  min', (figures) => figures.warm_start?.min_ms),
    row('  mean', (figures) => figures.warm_start?.mean_ms),
    row('  P90', (figures) => figures.warm_start?.p90_ms),
    row('  P99', (figures) => figures.warm_start?.p99_ms),
    row('  max', (figures) => figures.warm_start?.max_ms),
    ...(engine.name === 'v8'
      ? []
      : [
          row('making the store', (figures) => figures.warm_phases?.['store']?.p50_ms),
          row('dropping it', (figures) => figures.warm_phases?.['drop']?.p50_ms),
        ]),
  ];
  const table = renderTable(
    [{ head: 'median' }, ...columns.map(({ head }) => ({ head, align: 'right' as const }))],
    rows,
    width,
  );
  const counts = columns
    .map(({ head, figures }) => {
      const warm = `${figures.warm_processes} x ${figures.warm_start?.iterations ?? 0} warm`;
      return `${head.replace('\n', ' ')}: ${figures.cold?.processes ?? 0} + ${figures.cold_aot?.processes ?? 0} fresh processes, ${warm}`;
    })
    .join('\n');
  const floor = clock ? `\n${clockText(clock)}` : '';
  return `${table}\n${paint('dim', `${counts}${floor}`)}`;
}

/** What the clock adds to each figure, and the figures that are hardly more than that. */
function clockText({ floor_ns, unresolved }: NonNullable<StartupJson['clock']>): string {
  const short = unresolved.map((name) => cell(name.replace('_', '-'), 40)).join(', ');
  return `the clock itself: ${formatMs(floor_ns / 1e6)}${short === '' ? '' : `; more than a tenth of: ${short}`}`;
}

const budgetTones = { pass: 'good', over_budget: 'bad', waived: 'warn' } as const satisfies Record<
  BudgetResult['status'],
  Tone
>;

function budgetLines(budgets: readonly BudgetResult[], paint: Paint): string {
  return budgets.map((result) => paint(budgetTones[result.status], budgetText(result))).join('\n');
}

function commandLine({ cli }: StartupJson): string {
  if (!cli.ran || cli.warm === undefined)
    return `wasmtime command: not timed (${printable(cli.reason ?? '')})`;
  const floor = cli.spawn_ms === undefined ? '' : `; without a guest ${formatMs(cli.spawn_ms)}`;
  const command = (cli.command ?? []).map((word) => printable(word, 60)).join(' ');
  return `${command}: cold ${formatMs(cli.cold_ms ?? 0)}, from its cache P50 ${formatMs(cli.warm.p50_ms)} (whole process${floor})`;
}

/** Figures without noise, and below them for whom alone those hold that do not follow from the bytes. */
function exact(figures: NonNullable<StartupJson['exact']>, columns: number | null): string {
  const entries = Object.entries(figures);
  const table = renderTable(
    [{ head: 'exact figure' }, { head: 'value', align: 'right' }],
    entries.map(([name, { value }]) => [cell(name), value.toLocaleString('en-US')]),
    columns,
  );
  const bound = new Map<string, string[]>();
  for (const [name, { basis }] of entries) {
    if (Object.keys(basis).length === 0) continue;
    const text = cell(basisText(basis));
    bound.set(text, [...(bound.get(text) ?? []), cell(name)]);
  }
  return [table, ...[...bound].map(([basis, names]) => `  for ${basis} only: ${names.join(', ')}`)].join(
    '\n',
  );
}

const severityTones = {
  violation: 'bad',
  warning: 'warn',
  info: 'dim',
} as const satisfies Record<string, Tone>;

function findings(report: StartupJson, paint: Paint): string {
  return report.findings
    .map((finding) => {
      const where = finding.path === undefined ? '' : ` (${printable(finding.path)})`;
      const text = paint(
        severityTones[finding.severity],
        `${finding.severity}: ${findingText(finding)}${where}`,
      );
      // The words for a fix name a folder of subjects/: a file by path has none.
      return report.subject === null || finding.severity === 'info'
        ? text
        : `${text}\n  fix: ${findingFix(finding, report.subject)}`;
    })
    .join('\n');
}

function verdict(report: StartupJson, paint: Paint): string {
  return report.verdict === 'pass' ? paint('good', 'pass') : paint('bad', 'fail');
}
