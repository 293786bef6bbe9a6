import { metricOf } from '@wasmgate/contracts/metrics';
import type { RegressionJson } from '@wasmgate/contracts/regression';
import { formatPct, rowNote } from '@wasmgate/words';
import { meter } from '../charts/meter.ts';
import { chip, type Tone } from '../page/chip.ts';
import { html, Markup } from '../page/html.ts';
import type { Reports } from '../reports/reports.ts';
import { figureText, metricWords } from './figure-text.ts';

type Row = RegressionJson['metrics'][number];

/** What everybody asks for first, in a word or two. */
const headlines: Readonly<Record<string, string>> = {
  wasm_size_raw_kb: 'size',
  wasm_size_gzip_kb: 'gzip -9',
  wasm_size_brotli_kb: 'brotli',
  wasm_cold_aot_ms: 'cold start, AOT',
  wasm_instantiation_cold_ms: 'cold start, compiling',
  wasm_instantiation_warm_ms: 'instantiating again',
};

const tones = {
  pass: 'good',
  improved: 'good',
  identical: 'good',
  new: 'plain',
  regressed: 'bad',
  over_budget: 'bad',
  missing: 'bad',
  waived: 'warn',
  unmeasured: 'plain',
  null_baseline: 'plain',
  basis_changed: 'warn',
  not_comparable: 'plain',
  unproven: 'warn',
  uncompared: 'plain',
} as const satisfies Record<Row['status'], Tone>;

/** The numbers that matter, each beside its budget and what was accepted; then every other one. */
export function numbers({ regression, size, startup }: Reports): Markup {
  const rows = regression?.metrics ?? measuredRows({ size, startup });
  const isHead = ({ name, status, budget }: Row): boolean =>
    name in headlines || budget !== null || tones[status] === 'bad';
  const order = Object.keys(headlines);
  const rank = ({ name }: Row): number => (order.indexOf(name) + 1 || order.length + 1) - 1;
  const shown = rows.filter(isHead).toSorted((a, b) => rank(a) - rank(b));
  const rest = rows.filter((row) => !isHead(row));
  return html`<h2 class="small">The numbers that matter</h2>
    ${table(shown)}${
      rest.length === 0
        ? null
        : html`<details>
            <summary>${rest.length} more metrics</summary>
            ${table(rest)}
          </details>`
    }`;
}

function table(rows: readonly Row[]): Markup {
  const isCompared = rows.some(({ baseline, budget }) => baseline !== null || budget !== null);
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Metrics">
    <table class="numbers">
      <thead>
        <tr>
          <th scope="col">metric</th>
          <th scope="col" class="n">measured</th>
          ${
            isCompared
              ? html`<th scope="col" class="wide"><span class="sr">beside its budget</span></th>
                  <th scope="col" class="n">budget</th>
                  <th scope="col" class="n">accepted</th>
                  <th scope="col" class="n">change</th>
                  <th scope="col">status</th>`
              : null
          }
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => line(row, isCompared))}
      </tbody>
    </table>
  </div>`;
}

function line(row: Row, isCompared: boolean): Markup {
  const { name, value } = row;
  const label = headlines[name];
  const notes = [row.waive, rowNote(row)].filter(Boolean).join('; ');
  return html`<tr ${notes === '' ? null : new Markup('class="noted"')}>
      <th scope="row" title="${metricWords(name)}">${label ?? html`<code>${name}</code>`}</th>
      <td class="n"><b>${figureOf(name, value)}</b></td>
      ${isCompared ? compared(row) : null}
    </tr>
    ${
      notes === ''
        ? null
        : html`<tr class="notes">
            <td colspan="${isCompared ? 7 : 2}"><span class="note">${notes}</span></td>
          </tr>`
    }`;
}

/** The columns of what a figure is held to. */
function compared({ name, value, baseline, budget, delta_pct, status }: Row): Markup {
  const accepted = typeof baseline === 'number' ? baseline : null;
  const isShown = typeof value === 'number' && (budget !== null || accepted !== null);
  const isOver = tones[status] === 'bad';
  return html`<td class="wide">${isShown ? meter({ value, budget, baseline: accepted, isOver }) : null}</td>
    <td class="n">${figureOf(name, budget)}</td>
    <td class="n">${figureOf(name, baseline)}</td>
    <td class="n">${delta_pct === null ? '–' : formatPct(delta_pct)}</td>
    <td>${chip(tones[status], status.replaceAll('_', ' '))}</td>`;
}

const figureOf = (name: string, figure: number | string | null): string =>
  figure === null ? '–' : figureText(name, figure);

/** Figures of a file that was held against nothing. */
function measuredRows({ size, startup }: Pick<Reports, 'size' | 'startup'>): Row[] {
  const figures: Readonly<Record<string, number | null | undefined>> = {
    wasm_size_raw_kb: size?.wasm_size_raw_kb,
    wasm_size_gzip_kb: size?.wasm_size_gzip_kb,
    wasm_size_brotli_kb: size?.wasm_size_brotli_kb,
    wasm_cold_aot_ms: startup?.cold_aot_ms,
    wasm_instantiation_cold_ms: startup?.cold_start_ms,
    wasm_instantiation_warm_ms: startup?.warm_start?.p50_ms,
  };
  return Object.entries(figures).flatMap(([name, value]) =>
    value === null || value === undefined
      ? []
      : [
          {
            name,
            kind: metricOf(name)?.kind ?? 'exact',
            status: 'new',
            value,
            baseline: null,
            delta_pct: null,
            tolerance_pct: null,
            budget: null,
          } as const,
        ],
  );
}
