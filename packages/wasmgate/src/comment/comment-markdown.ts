import type { RegressionJson } from '@wasmgate/contracts/regression';
import { findingFix, findingText, formatBytes, formatDelta, formatMs, formatPct } from '@wasmgate/words';
import { codeText, fixText, markdownText } from '../summary/markdown-text.ts';
import type { ToldSubject } from '../summary/read-subjects.ts';
import type { CachedWork } from './cached-work.ts';

/** By this a comment is found again and updated; GitHub does not show it. */
export const MARKER = '<!-- wasmgate -->';

/** GitHub refuses a comment beyond 65,536 characters, and nobody reads a hundred failures. */
const MOST_FAILURES = 20;
const MOST_CHARACTERS = 60_000;

type Row = RegressionJson['metrics'][number];

const SIZES = ['raw', 'gzip', 'brotli'] as const;

/**
 * The one comment of a pull request: what is wrong first, with the command that mends it; then sizes and what they were, what grew, and
 * what the cache saved. `run`: null where no run was summarized.
 */
export function commentMarkdown(subjects: readonly ToldSubject[], run: CachedWork | null): string {
  const isGreen = subjects.length > 0 && subjects.every(({ report }) => report?.verdict === 'pass');
  const parts = [
    MARKER,
    `### wasmgate: ${isGreen ? '✅ pass' : '❌ fail'}`,
    ...subjects.flatMap(failureLines),
    sizeTable(subjects),
    ...subjects.flatMap(growthLines),
    ...subjects.flatMap(basisLines),
    ...(run === null ? [] : [cachedText(run)]),
  ];
  const text = parts.filter((part) => part !== '').join('\n\n');
  return text.length <= MOST_CHARACTERS
    ? `${text}\n`
    : `${text.slice(0, MOST_CHARACTERS)}\n\n(cut: the job summary has the rest)\n`;
}

function failureLines({ name, report }: ToldSubject): string[] {
  if (report === null) return [`**${markdownText(name)}** did not finish: the log of the run says why.`];
  if (report.failures.length === 0) return [];
  const items = report.failures.slice(0, MOST_FAILURES).map((failure) => {
    const text = markdownText(findingText(failure), 600);
    return `- **${markdownText(failure.report)}**: ${text}  \n  ${fixText(findingFix(failure, name))}`;
  });
  const rest = report.failures.length - items.length;
  return [`**${markdownText(name)}**`, [...items, ...(rest > 0 ? [`- and ${rest} more`] : [])].join('\n')];
}

function sizeTable(subjects: readonly ToldSubject[]): string {
  const rows = subjects.flatMap(({ name, report, regression }) => {
    if (regression === null || report === null) return [];
    const { gated, not_comparable } = report.counts;
    const counts = `${gated} gated${not_comparable > 0 ? `, ${not_comparable} not comparable` : ''}`;
    const sizes = SIZES.map((kind) =>
      sizeCell(regression.metrics.find((row) => row.name === `wasm_size_${kind}_kb`)),
    );
    return [`| ${[markdownText(name), ...sizes, counts].join(' | ')} |`];
  });
  if (rows.length === 0) return '';
  return [`| subject | ${SIZES.join(' | ')} | |`, '| --- | --- | --- | --- | --- |', ...rows].join('\n');
}

function sizeCell(row: Row | undefined): string {
  if (typeof row?.value !== 'number') return '';
  const change = row.delta_pct === null ? '' : ` (${formatPct(row.delta_pct)})`;
  return markdownText(`${row.value} kB${change}`);
}

/** What grew since the accepted artifact, data and crates by name. */
function growthLines({ name, size }: ToldSubject): string[] {
  const diff = size?.diff;
  if (diff === undefined || diff === null || diff.delta_bytes <= 0) return [];
  const parts = Object.entries(diff.parts)
    .filter(([, delta]) => delta !== 0)
    .map(([part, delta]) => `${part.replaceAll('_', ' ')} ${formatDelta(delta)}`);
  const crates = diff.crates.items
    .filter(({ delta_bytes }) => delta_bytes > 0)
    .slice(0, 5)
    .map(({ crate, delta_bytes }) => `${crate ?? 'no crate'} ${formatDelta(delta_bytes)}`);
  const of = crates.length === 0 ? '' : `; by crate: ${crates.join(', ')}`;
  const text = `grew by ${formatBytes(diff.delta_bytes)}: ${parts.join(', ')}${of}`;
  return [`${markdownText(name)} ${markdownText(text, 600)}`];
}

/** Said aloud, for a green gate may have compared nothing. */
function basisLines({ name, regression }: ToldSubject): string[] {
  const other = (regression?.metrics ?? []).filter(({ status }) => status === 'basis_changed');
  if (other.length === 0) return [];
  const fix = codeText(`npx wasmgate baseline --accept --subject ${name}`);
  return [
    `⚠️ ${markdownText(name)}: ${other.length} exact figures were accepted with other tools than this run has, and are not gated. ` +
      `Accept them on a machine with this run's tools (${fix}), or give this run those of toolchain.lock.json.`,
  ];
}

function cachedText({ tasks, cached, savedMs }: CachedWork): string {
  const saved = savedMs > 0 ? `, which saved ${formatMs(savedMs)}` : '';
  return `<sub>${cached} of ${tasks} tasks came from the cache${saved}.</sub>`;
}
