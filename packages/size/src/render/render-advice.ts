import { cell, renderTable, wrap, type Screen } from '@wasmgate/cli-kit';
import type { Advice, AdviceJson } from '@wasmgate/contracts/advice';
import { printable } from '@wasmgate/contracts/printable';
import { adviceText, formatBytes, refusalText } from '@wasmgate/words';

/**
 * Advice as text of at most `columns` (null: any): a table with the largest saving first, then what each costs and how it is done.
 */
export function renderAdvice(report: AdviceJson, { paint, columns }: Screen): string {
  const long = (text: string, indent: string): string =>
    `${indent}${wrap(text, columns && columns - indent.length, indent + '  ')}`;
  const { artifact, advice, refused, kinds } = report;
  const head = `${paint('strong', cell(report.subject ?? artifact))}: ${formatBytes(report.raw_bytes)}`;
  const lines = [head, long(replayLine(report), '  '), ''];
  if (advice.length === 0) lines.push('  nothing to gain here');
  else {
    lines.push(table(advice, columns));
    for (const [at, one] of advice.entries())
      lines.push(
        '',
        ...details(one, at + 1).map((line, row) =>
          row === 0 ? paint('strong', long(line, '  ')) : long(line, '    '),
        ),
      );
  }
  const rest = kinds.filter(({ status }) => status === 'nothing').map(({ kind }) => kind);
  if (rest.length > 0) lines.push('', long(`nothing to gain: ${rest.join(', ')}`, '  '));
  for (const { kind, reason } of kinds.filter(({ status }) => status === 'not_looked')) {
    lines.push(paint('warn', long(`not looked at: ${kind} (${printable(reason ?? '')})`, '  ')));
  }
  const notable = refused.filter(({ reason }) => reason !== 'saves_too_little');
  if (notable.length > 0) {
    lines.push('', '  tried, and not advised:');
    lines.push(...notable.map((one) => long(refusalText(one), '    ')));
  }
  return lines.join('\n');
}

function replayLine({ replay, wasm_opt }: AdviceJson): string {
  const { engine, problem, calls, called, exports, returned, trapped, unfinished } = replay;
  const tools = `wasm-opt ${wasm_opt}, ${engine}`;
  return problem === null
    ? `tried with ${tools}: ${calls} calls of ${called} of ${exports} exports, of which ${returned} return, ${trapped} trap, ${unfinished} do not end in time`
    : `tried with ${tools}; it cannot be run here, so no change of code is advised: ${printable(problem)}`;
}

const right = (head: string) => ({ head, align: 'right' as const });
const saved = (bytes: number | null): string => (bytes === null ? '' : formatBytes(bytes));

/** `at most`: what was taken out is gone altogether. */
const proofs = {
  same_code: 'same code',
  same_behaviour: 'same answers',
  removal: 'at most',
  rebuild: 'built anew',
} as const satisfies Record<Advice['proof']['method'], string>;

function table(advice: readonly Advice[], columns: number | null): string {
  return renderTable(
    [
      right(''),
      right('saves'),
      right('gzip'),
      right('brotli'),
      { head: 'proof' },
      { head: 'advice', long: 'wrap' },
    ],
    advice.map((one, at) => [
      String(at + 1),
      saved(one.saves.raw_bytes),
      saved(one.saves.gzip_bytes),
      saved(one.saves.brotli_bytes),
      proofs[one.proof.method],
      cell(adviceText(one).what, 140),
    ]),
    columns,
  );
}

function details(one: Advice, number: number): string[] {
  const { what, cost, how, proof } = adviceText(one);
  const where = one.where === 'file' || one.where === 'module' ? '' : `, in ${cell(one.where)}`;
  return [`${number} ${what}${where}`, `proof: ${proof}`, `cost: ${cost}`, `how: ${how}`];
}
