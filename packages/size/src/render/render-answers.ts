import { cell, renderTable, type Paint, type Screen } from '@wasmgate/cli-kit';
import { formatBytes, formatDelta } from '@wasmgate/words';
import type { CrateAnswer, SizeJson, VerifyAnswer, WhyAnswer } from '@wasmgate/contracts/size';
import { crateTable, familyTable, functionTable, TOP } from './breakdown-tables.ts';
import { diffText } from './diff-text.ts';

/** Rows of the tables of what changed, unless --top says otherwise. */
const MAX_CHANGES = 30;
const MAX_FAMILIES = 10;

/** The answers to what was asked, and nothing else. */
export function renderAnswers(
  { answers = {}, diff }: SizeJson,
  asked: { readonly diff: boolean },
  screen: Screen,
  top: number | undefined,
): string {
  const { why, crate, verify_top: verify } = answers;
  const blocks: string[] = [];
  if (crate !== undefined) blocks.push(crateText(crate, screen, top ?? TOP));
  if (why !== undefined) blocks.push(whyText(why, screen.paint));
  if (asked.diff && diff) blocks.push(diffText(diff, screen, top ?? MAX_CHANGES));
  if (verify !== undefined) blocks.push(verifyText(verify, screen));
  return blocks.join('\n\n');
}

function crateText(
  { crate, size, functions, caused, families }: CrateAnswer,
  { paint, columns }: Screen,
  top: number,
): string {
  const blocks = [
    paint('strong', cell(crate)),
    crateTable({ count: 1, items: [size], others: noCrates }, functions.bytes, 1, columns),
    ...(functions.count > 0 ? [functionTable(functions, top, columns, 'function defined here')] : []),
  ];
  if (caused.count > 0)
    blocks.push(functionTable(caused, top, columns, 'function of another crate, instantiated for it'));
  if (families.count > 0)
    blocks.push(familyTable(families, functions.bytes + caused.bytes, MAX_FAMILIES, columns));
  return blocks.join('\n\n');
}

const noCrates = { count: 0, functions: 0, bytes: 0, instantiated_for_bytes: 0, data_bytes: 0 };

const viaText = {
  export: 'export',
  start: 'start function',
  table: 'a table the host sees',
  global: 'a global the host sees',
  call: 'calls',
  return_call: 'tail-calls',
  ref_func: 'takes a reference to',
  call_indirect: 'may call through a table',
  call_ref: 'may call by reference',
  global_get: 'takes from a global',
  table_get: 'takes from a table',
  array_elem: 'takes from a segment',
} as const satisfies Record<WhyAnswer['paths'][number][number]['via'], string>;

function whyText({ question, matches, reachable, retained, paths }: WhyAnswer, paint: Paint): string {
  const lines = [
    `${paint('strong', cell(question))}: ${matches} function${matches === 1 ? '' : 's'}, ${reachable} reachable from an export, ${retained} held by a table, a global or code that cannot be read`,
  ];
  for (const path of paths) {
    lines.push('');
    for (const [depth, step] of path.entries()) {
      const how = step.export === null ? viaText[step.via] : `export ${cell(step.export, 60)}:`;
      const sure = step.certainty === 'possible' ? paint('warn', ' (possible)') : '';
      lines.push(`${'  '.repeat(Math.min(depth, 20) + 1)}${how}${sure} ${cell(step.name, 110)}`);
    }
  }
  if (paths.length === 0) lines.push('  no path from an export leads there');
  return lines.join('\n');
}

function verifyText({ wasm_opt, bytes, checks }: VerifyAnswer, { paint, columns }: Screen): string {
  const table = renderTable(
    [
      { head: '' },
      { head: 'predicted', align: 'right' },
      { head: 'measured', align: 'right' },
      { head: 'difference', align: 'right' },
      { head: 'stubbed out', long: 'cut' },
    ],
    checks.map(({ what, name, predicted_bytes, measured_bytes }) => [
      what,
      formatBytes(predicted_bytes),
      formatBytes(measured_bytes),
      formatDelta(measured_bytes - predicted_bytes),
      cell(name, 300),
    ]),
    columns,
  );
  return `${paint('strong', `retained sizes against wasm-opt ${wasm_opt}`)}, of ${formatBytes(bytes)} of functions\n${table}`;
}
