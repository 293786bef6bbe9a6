import { METRICS, type MetricRow } from '../src/metrics.ts';

const BEGIN = '<!-- metrics: npm run generate -w @wasmgate/contracts -->';
const END = '<!-- /metrics -->';

/** A page with its table of metrics made anew. */
export function withMetricsTable(page: string): string {
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`the page has no ${BEGIN} … ${END}`);
  return `${before}${BEGIN}\n\n${table()}\n\n${END}${after}`;
}

function table(): string {
  const cells = METRICS.map((row) => [
    `\`${row.name.replace('*', '…')}\``,
    row.unit,
    allowed(row),
    basis(row),
    row.task ?? '',
    row.words,
  ]);
  const all = [['metric', 'unit', 'may be worse by', 'basis', 'task', 'what it is'], ...cells];
  const widths = all[0]?.map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0))) ?? [];
  const line = (row: readonly string[]) => `| ${row.map((c, at) => c.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(all[0] ?? []), rule, ...all.slice(1).map(line)].join('\n');
}

function allowed({ kind, tolerancePct, task }: MetricRow): string {
  if (task === null) return 'not measured';
  if (kind === 'identity') return 'must be equal';
  if (tolerancePct === null) return 'by a budget only';
  const amount = tolerancePct === 0 ? '0' : `${tolerancePct} %`;
  return kind === 'timed' ? `${amount}, same run` : amount;
}

/** The bytes' own basis is the usual one: only what is added to it, or differs, is named. */
function basis({ kind, basis: parts }: MetricRow): string {
  if (kind !== 'exact') return '';
  const own = parts.filter((part) => !['toolchain', 'optimizer', 'componentizer'].includes(part));
  if (!parts.includes('optimizer')) return parts.join(', ');
  return ['build', ...own].join(', ');
}
