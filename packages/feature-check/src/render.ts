import { cell, findingText, printable, renderTable, type Paint } from '@wasmgate/cli-kit';
import type { FeaturesJson } from '@wasmgate/contracts/features';

type Group = FeaturesJson['groups'][number];

/** Pieces of evidence that are shown of a group; the report has more. */
const MAX_SHOWN = 5;

/** The report as text for people. */
export function renderFeatures(report: FeaturesJson, paint: Paint): string {
  const { groups } = report;
  const name = printable(report.subject ?? report.artifact);
  const kind = report.kind === 'module' ? 'core module' : 'component';
  const found = groups.filter(({ evidence }) => evidence.length > 0);
  return [
    `${paint('strong', name)}  ${kind}, inspected by ${report.tool} ${printable(report.tool_version)} (${report.evidence_levels.join(', ')})`,
    ...report.passed_over.map(({ tool, reason }) =>
      paint('warn', `  passed over ${tool}: ${printable(reason)}`),
    ),
    '',
    groups.length === 0
      ? `  ${paint('warn', 'wasmgate.json names no feature group: nothing was checked')}`
      : table(groups, paint),
    ...found.flatMap((group) => ['', ...evidenceLines(group, paint)]),
    ...noteLines(report, paint),
    '',
    verdictLine(report, paint),
  ].join('\n');
}

function table(groups: readonly Group[], paint: Paint): string {
  return renderTable(
    [
      { head: 'group' },
      { head: 'verdict' },
      { head: 'level' },
      { head: 'answered by' },
      { head: 'evidence', align: 'right' },
    ],
    groups.map((group) => [
      cell(group.name, 40),
      paint(group.fails ? 'bad' : group.verdict.startsWith('absent') ? 'good' : 'warn', group.verdict),
      group.level ?? '-',
      answeredBy(group),
      String(group.evidence_count ?? group.evidence.length),
    ]),
  );
}

/** Which evidence answered which rules: `crates by units, patterns by names`. */
function answeredBy({ answers = [], missing }: Group): string {
  const parts = answers.map(({ rules, level }) => `${rules} by ${level ?? 'nothing'}`);
  return cell([...parts, ...missing.map((each) => `missing: ${each}`)].join(', '), 90);
}

function evidenceLines({ name, evidence, evidence_count, reason }: Group, paint: Paint): string[] {
  const shown = evidence.slice(0, MAX_SHOWN);
  const more = (evidence_count ?? evidence.length) - shown.length;
  return [
    `  ${paint('strong', cell(name, 40))}${reason === undefined ? '' : paint('dim', `  ${printable(reason)}`)}`,
    ...shown.flatMap(({ source, matched, text, where, via = [] }) => [
      `    ${source} ${printable(text, 120)}  ${paint('dim', `[${printable(matched, 40)}] ${printable(where, 140)}`)}`,
      ...(via.length > 1
        ? [paint('dim', `      ${via.map((step) => printable(step, 60)).join(' -> ')}`)]
        : []),
    ]),
    ...(more > 0 ? [`    and ${more} more (the report holds up to 20)`] : []),
  ];
}

/** What is not yet said by the table and the evidence. */
function noteLines({ findings, groups }: FeaturesJson, paint: Paint): string[] {
  const onStrings = groups.filter(
    ({ verdict, level, fails }) => verdict === 'absent_by_evidence' && level === 'strings' && !fails,
  );
  const inconclusive = findings.filter(
    ({ code, severity }) => code === 'feature_inconclusive' && severity === 'violation',
  );
  const rest = findings.find(
    ({ code, severity }) => code === 'feature_inconclusive' && severity === 'warning',
  );
  const gap = String(rest?.args['missing'] ?? 'names');
  return [
    ...inconclusive.map((finding) => `  ${paint('bad', findingText(finding))}`),
    ...(onStrings.length > 0
      ? [
          '',
          paint(
            'warn',
            `  for want of ${printable(gap, 60)}, ${onStrings.length} of ${groups.length} groups rest on strings alone (--strict fails on that)`,
          ),
        ]
      : []),
  ];
}

function verdictLine({ verdict, groups }: FeaturesJson, paint: Paint): string {
  const failed = groups.filter(({ fails }) => fails).map(({ name }) => printable(name, 40));
  return verdict === 'pass'
    ? `  ${paint('good', 'PASS')} ${groups.length} groups checked`
    : `  ${paint('bad', 'FAIL')} ${failed.length} of ${groups.length} groups: ${failed.join(', ')}`;
}
