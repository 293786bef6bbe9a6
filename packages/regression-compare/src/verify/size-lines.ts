import { renderTable, type Paint } from '@wasmgate/cli-kit';
import { printable } from '@wasmgate/contracts/printable';
import { budgetText, findingText, formatBytes, formatPct } from '@wasmgate/words';
import { checkBudgets } from '@wasmgate/contracts/budget';
import { metricNameOf, type Finding, type FindingOf } from '@wasmgate/contracts/finding';
import { metricOf } from '@wasmgate/contracts/metrics';
import type { RegressionJson } from '@wasmgate/contracts/regression';
import type { SizeJson } from '@wasmgate/contracts/size';

/** Crates in the gate's table; `npx wasmgate size` lists them all. */
const MAX_CRATES = 5;

/** What size.json has to say: sizes, what grew since the baseline and by which crate, the largest crates, budgets. */
export function sizeLines(size: SizeJson, { metrics }: RegressionJson, paint: Paint): string[] {
  const { raw_bytes, gzip_bytes, brotli_bytes, stages } = size;
  const all = [sizesText(raw_bytes, gzip_bytes, brotli_bytes)];
  const before = stages.unoptimized;
  if (before !== null) {
    const saved = before.raw_bytes === 0 ? 0 : ((raw_bytes - before.raw_bytes) / before.raw_bytes) * 100;
    const text = sizesText(before.raw_bytes, before.gzip_bytes, before.brotli_bytes);
    all.push(`before wasm-opt: ${text} (${formatPct(saved)} raw since)`);
  }
  all.push(...changes(size).map((finding) => paint('warn', findingText(finding))));
  if (changes(size).length > 0 && metrics.some(isOtherToolchain)) {
    all.push(paint('warn', 'the toolchain is not the one that was accepted: some of that may be its doing'));
  }
  all.push(...crateLines(size));
  const budgets = metrics.flatMap((row) => (metricOf(row.name)?.task === 'size' ? besideBudget(row) : []));
  if (budgets.length > 0) all.push(`budgets: ${budgets.join(', ')}`);
  return all;
}

/** What grew, in lines of its own under the first of the failures that is about size; else nothing. */
export function growthUnder<F extends Pick<Finding, 'args'>>(
  failure: F,
  failures: readonly F[],
  size: SizeJson,
): string {
  const first = failures.find((one) => metricOf(metricNameOf(one) ?? '')?.task === 'size');
  if (failure !== first) return '';
  return changes(size)
    .map((finding) => `\n  ${findingText(finding)}`)
    .join('');
}

const changes = ({ findings }: SizeJson): (FindingOf<'size_grew'> | FindingOf<'crate_added'>)[] =>
  findings.filter((found) => found.code === 'size_grew' || found.code === 'crate_added');

/** The raw size depends on nothing but source and toolchain, so its basis changes with the toolchain alone. */
const isOtherToolchain = ({ name, status }: RegressionJson['metrics'][number]): boolean =>
  name === 'wasm_size_raw_kb' && status === 'basis_changed';

/** A short table: where the bytes of functions are. */
function crateLines({ breakdown }: SizeJson): string[] {
  if (breakdown === undefined || breakdown.functions.count === 0) return [];
  const { crates, functions, attribution } = breakdown;
  if (attribution.source === 'none') return [`crates are unknown: ${String(attribution.reason)}`];
  const shown = crates.items.filter(({ crate }) => crate !== null).slice(0, MAX_CRATES);
  const rest = functions.bytes - shown.reduce((sum, { bytes }) => sum + bytes, 0);
  const rows = shown.map(({ crate, bytes, retained_bytes }) => [
    printable(crate ?? '', 40),
    formatBytes(bytes),
    share(bytes, functions.bytes),
    retained_bytes === null ? 'unknown' : formatBytes(retained_bytes),
  ]);
  rows.push(['other functions', formatBytes(rest), share(rest, functions.bytes), '']);
  const table = renderTable(
    [
      { head: 'crate' },
      { head: 'defined in', align: 'right' },
      { head: 'share', align: 'right' },
      { head: 'retained', align: 'right' },
    ],
    rows,
    null,
  );
  return table.split('\n');
}

function sizesText(raw: number, gzip: number | null, brotli: number | null): string {
  return `${formatBytes(raw)} raw, ${bytesText(gzip)} gzip, ${bytesText(brotli)} brotli`;
}

const bytesText = (bytes: number | null): string => (bytes === null ? 'unknown' : formatBytes(bytes));

const share = (bytes: number, all: number): string => `${((bytes / all) * 100).toFixed(1)} %`;

/** A metric beside its budget; nothing for one without. */
function besideBudget({ name, value, budget, waive }: RegressionJson['metrics'][number]): string[] {
  if (budget === null || typeof value !== 'number') return [];
  const limit = waive === undefined ? budget : { max: budget, waive };
  return checkBudgets({ [name]: limit }, { [name]: value }).map(budgetText);
}
