import type { Advice, AdviceJson } from '@wasmgate/contracts/advice';
import { adviceText, formatBytes, refusalText } from '@wasmgate/words';
import { html, type Markup } from '../page/html.ts';
import type { Section } from '../page/section.ts';
import type { Reports } from '../reports/reports.ts';

/** What would make it smaller, tried and proven. */
export function advice({ advice: report }: Reports): Section | null {
  if (report === null) return null;
  return { id: 'advice', title: 'Advice', body: [lead(report), list(report), refused(report)] };
}

function lead({ replay, wasm_opt }: AdviceJson): Markup {
  const { engine, problem, calls, called, exports } = replay;
  return html`<p class="lead">
    Made and measured with wasm-opt ${wasm_opt} and
    ${engine}${
      problem === null
        ? `: ${calls} calls of ${called} of ${exports} exports, before and after`
        : `; it cannot be run here, so no change of code is advised: ${problem}`
    }.
    Savings do not add up.
  </p>`;
}

function list({ advice: all }: AdviceJson): Markup {
  if (all.length === 0) return html`<p>Nothing to gain here.</p>`;
  return html`<table class="advice">
    <thead>
      <tr>
        <th scope="col" class="n">saves</th>
        <th scope="col" class="n">gzip</th>
        <th scope="col" class="n">brotli</th>
        <th scope="col">advice</th>
      </tr>
    </thead>
    <tbody>
      ${all.map(row)}
    </tbody>
  </table>`;
}

const saved = (bytes: number | null): string => (bytes === null ? '–' : formatBytes(bytes));

function row(one: Advice): Markup {
  const { what, cost, how, proof } = adviceText(one);
  return html`<tr>
    <td class="n"><b>${saved(one.saves.raw_bytes)}</b></td>
    <td class="n">${saved(one.saves.gzip_bytes)}</td>
    <td class="n">${saved(one.saves.brotli_bytes)}</td>
    <td>
      ${what}${one.where === 'file' ? null : `, in ${one.where}`}<span class="note">proof: ${proof}</span
      ><span class="note">cost: ${cost}</span><span class="note">how: ${how}</span>
    </td>
  </tr>`;
}

function refused({ refused: all }: AdviceJson): Markup | null {
  const notable = all.filter(({ reason }) => reason !== 'saves_too_little');
  return notable.length === 0
    ? null
    : html`<details>
        <summary>${notable.length} tried, and not advised</summary>
        <ul>
          ${notable.map((one) => html`<li>${refusalText(one)}</li>`)}
        </ul>
      </details>`;
}
