import { cell, renderTable, type Paint, type Screen } from '@wasmgate/cli-kit';
import { printable } from '@wasmgate/contracts/printable';
import { findingText } from '@wasmgate/words';
import type { FeaturesJson } from '@wasmgate/contracts/features';
import { restsOnStrings } from './verdict/decide.ts';

export { sarifLog } from './sarif/sarif-log.ts';

type Group = FeaturesJson['groups'][number];

/** Pieces of evidence that are shown of a group; the report has more. */
const MAX_SHOWN = 5;

/** The report as text for people. */
export function renderFeatures(report: FeaturesJson, screen: Screen): string {
  const { groups } = report;
  const { paint } = screen;
  const name = printable(report.subject ?? report.artifact);
  const kind = report.kind === 'module' ? 'core module' : 'component';
  const found = groups.filter(({ evidence }) => evidence.length > 0);
  return [
    `${paint('strong', name)}  ${kind}, inspected by ${report.tool} ${printable(report.tool_version)} (${report.evidence_levels.join(', ')})`,
    ...report.passed_over.map(({ tool, reason }) =>
      paint('warn', `  passed over ${tool}: ${printable(reason)}`),
    ),
    ...(report.default_groups === true
      ? [
          paint(
            'warn',
            "  no wasmgate.json: these are clawft's groups (its FR-10 and G8); --config FILE says what is excluded here",
          ),
        ]
      : []),
    '',
    groups.length === 0
      ? `  ${paint('warn', 'wasmgate.json names no feature group: nothing was checked')}`
      : table(groups, screen),
    ...found.flatMap((group) => ['', ...evidenceLines(group, report, paint)]),
    ...noteLines(report, paint),
    '',
    verdictLine(report, paint),
  ].join('\n');
}

function table(groups: readonly Group[], { paint, columns }: Screen): string {
  return renderTable(
    [
      { head: 'group' },
      { head: 'verdict' },
      { head: 'answered by', long: 'wrap' },
      { head: 'found', align: 'right' },
    ],
    groups.map((group) => [
      cell(group.name, 40),
      verdictCell(group, paint),
      answeredBy(group),
      String(group.evidence_count ?? group.evidence.length),
    ]),
    columns,
  );
}

function verdictCell({ fails, verdict, excepted_count }: Group, paint: Paint): string {
  const text = paint(fails ? 'bad' : verdict.startsWith('absent') ? 'good' : 'warn', verdict);
  return excepted_count === undefined || fails ? text : `${text} (excepted)`;
}

/** Which evidence answered which rules: `crates by units, patterns by names`. */
function answeredBy({ answers = [], level: weakest, missing }: Group): string {
  const parts =
    answers.length === 0
      ? [weakest ?? '-']
      : answers.map(({ rules, level }) => `${rules} by ${level ?? 'nothing'}`);
  return cell([...parts, ...missing.map((each) => `missing: ${each}`)].join(', '), 90);
}

function evidenceLines(
  { name, evidence, evidence_count, reason }: Group,
  report: FeaturesJson,
  paint: Paint,
): string[] {
  const shown = evidence.slice(0, MAX_SHOWN);
  const more = (evidence_count ?? evidence.length) - shown.length;
  return [
    `  ${paint('strong', cell(name, 40))}${reason === undefined ? '' : paint('dim', `  ${printable(reason)}`)}`,
    ...shown.flatMap((each) => pieceLines(each, report, paint)),
    ...(more > 0 ? [`    and ${more} more (the report holds up to 20)`] : []),
  ];
}

/** One piece of evidence: what and where, how it is reached, what became of it, what the rule says, what excepts it. */
function pieceLines(piece: Group['evidence'][number], report: FeaturesJson, paint: Paint): string[] {
  const { source, matched, text, where, via = [], certain, shipped_as, aliases, reason, instead } = piece;
  const path = via.map((step) => printable(step, 60)).join(' -> ');
  const exception = piece.exception === undefined ? undefined : report.exceptions?.[piece.exception];
  const notes = [
    ...(via.length > 1
      ? [`${path}${certain === false ? '  (possible: not by direct calls alone)' : ''}`]
      : []),
    ...(shipped_as === undefined ? [] : shippedNotes(text, shipped_as, aliases)),
    ...(reason === undefined ? [] : [`why: ${printable(reason)}`]),
    ...(instead === undefined ? [] : [`instead: ${printable(instead)}`]),
    ...(exception === undefined ? [] : [exceptionNote(exception)]),
  ];
  return [
    `    ${source} ${printable(text, 120)}  ${paint('dim', `[${printable(matched, 40)}] ${printable(where, 140)}`)}`,
    ...notes.map((note) => paint('dim', `      ${note}`)),
  ];
}

function exceptionNote(exception: NonNullable<FeaturesJson['exceptions']>[number]): string {
  const { reason = '', owner = '', expires = '', ended = false } = exception;
  const until = ended ? 'was excepted until' : 'excepted until';
  return `${until} ${expires} by ${printable(owner, 60)}: ${printable(reason, 160)}`;
}

/** Said only when wasm-opt kept another name than the function's own. */
function shippedNotes(text: string, shippedAs: readonly string[], aliases: readonly string[] = []): string[] {
  if (shippedAs.includes(text)) {
    return aliases.length === 0 ? [] : [`the same code as ${names(aliases)}`];
  }
  return shippedAs.length > 0 ? [`ships as ${names(shippedAs)}, which has the same code`] : [];
}

const names = (all: readonly string[]): string => all.map((name) => printable(name, 80)).join(', ');

/** What is not yet said by the table and the evidence. */
function noteLines({ findings, groups }: FeaturesJson, paint: Paint): string[] {
  const onStrings = groups.filter((group) => restsOnStrings(group) && !group.fails);
  const undecided = findings.filter((found) => found.code === 'feature_inconclusive');
  const inconclusive = undecided.filter(({ severity }) => severity === 'violation');
  const rest = undecided.find(({ severity }) => severity === 'warning');
  const gap = rest?.args.missing.join(', ') ?? 'names';
  const others = findings.filter(({ code }) => !code.startsWith('feature_'));
  return [
    ...(others.length > 0 ? [''] : []),
    ...inconclusive.map((finding) => `  ${paint('bad', findingText(finding))}`),
    ...others.map(
      (finding) => `  ${paint(finding.severity === 'violation' ? 'bad' : 'warn', findingText(finding))}`,
    ),
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

function verdictLine({ verdict, groups, required = [] }: FeaturesJson, paint: Paint): string {
  const failed = groups.filter(({ fails }) => fails).map(({ name }) => printable(name, 40));
  const missing = required.filter(({ found }) => found === 0).map(({ match }) => printable(match, 60));
  const demanded = required.length > 0 ? `, ${required.length} required` : '';
  if (verdict === 'pass') return `  ${paint('good', 'PASS')} ${groups.length} groups checked${demanded}`;
  const wrong = [
    ...(failed.length > 0 ? [`${failed.length} of ${groups.length} groups: ${failed.join(', ')}`] : []),
    ...(missing.length > 0 ? [`missing: ${missing.join(', ')}`] : []),
  ];
  return `  ${paint('bad', 'FAIL')} ${wrong.join('; ')}`;
}
