import { cell, renderTable, type Paint } from '@wasmgate/cli-kit';
import type { Advice, AdviceJson } from '@wasmgate/contracts/advice';
import { printable } from '@wasmgate/contracts/printable';
import { adviceText, formatBytes, refusalText } from '@wasmgate/words';

/** Advice as text: a table with the largest saving first, then what each costs and how it is done. */
export function renderAdvice(report: AdviceJson, paint: Paint): string {
  const { artifact, advice, refused, kinds } = report;
  const head = `${paint('strong', cell(report.subject ?? artifact))}: ${formatBytes(report.raw_bytes)}`;
  const lines = [head, `  ${replayLine(report)}`, ''];
  if (advice.length === 0) lines.push('  nothing to gain here');
  else lines.push(table(advice), ...advice.flatMap((one, at) => ['', ...details(one, at + 1, paint)]));
  const rest = kinds.filter(({ status }) => status === 'nothing').map(({ kind }) => kind);
  if (rest.length > 0) lines.push('', `  nothing to gain: ${rest.join(', ')}`);
  for (const { kind, reason } of kinds.filter(({ status }) => status === 'not_looked')) {
    lines.push(`  ${paint('warn', `not looked at: ${kind} (${printable(reason ?? '')})`)}`);
  }
  const notable = refused.filter(({ reason }) => reason !== 'saves_too_little');
  if (notable.length > 0) {
    lines.push('', '  tried, and not advised:');
    lines.push(...notable.map((one) => `    ${refusalText(one)}`));
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

function table(advice: readonly Advice[]): string {
  return renderTable(
    [right(''), right('saves'), right('gzip'), right('brotli'), { head: 'advice' }],
    advice.map((one, at) => [
      String(at + 1),
      saved(one.saves.raw_bytes),
      saved(one.saves.gzip_bytes),
      saved(one.saves.brotli_bytes),
      cell(adviceText(one).what, 100),
    ]),
  );
}

function details(one: Advice, number: number, paint: Paint): string[] {
  const { what, cost, how, proof } = adviceText(one);
  return [
    `  ${number} ${paint('strong', what)}${one.where === 'file' ? '' : `, in ${cell(one.where)}`}`,
    `    proof: ${proof}`,
    `    cost:  ${cost}`,
    `    how:   ${how}`,
  ];
}
