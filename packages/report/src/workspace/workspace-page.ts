import { sparkLine } from '../charts/spark-line.ts';
import { chip } from '../page/chip.ts';
import { html, type Markup } from '../page/html.ts';
import { pageFrame } from '../page/page-frame.ts';
import { outcomeOf } from '../reports/failures.ts';
import type { Reports } from '../reports/reports.ts';
import { figureText } from '../sections/figure-text.ts';
import { problems, verdictWords } from '../sections/head.ts';

/** What the page over all subjects knows of one. `reports` is null where they cannot be read. */
export interface SubjectSummary {
  readonly name: string;
  /** Its own page, beside this one. */
  readonly file: string;
  readonly reports: Reports | null;
}

const columns = [
  ['wasm_size_raw_kb', 'size'],
  ['wasm_size_gzip_kb', 'gzip'],
  ['wasm_size_brotli_kb', 'brotli'],
  ['wasm_cold_aot_ms', 'cold, AOT'],
  ['wasm_instantiation_warm_ms', 'again'],
] as const;

/** One page over all subjects: what the gate says of each, its numbers, how its size went. */
export function workspacePage(subjects: readonly SubjectSummary[]): string {
  const outcomes = subjects.map(({ reports }) => reports && outcomeOf(reports));
  const failed = outcomes.filter((outcome) => outcome?.verdict === 'fail').length;
  const missing = outcomes.filter((outcome) => outcome === null || outcome.verdict === 'open').length;
  const verdict =
    failed > 0
      ? chip('bad', `${failed} fail`)
      : missing > 0
        ? chip('warn', `${missing} did not finish`)
        : chip('good', 'pass');
  return pageFrame({
    title: 'All subjects',
    head: html`<div class="title">
      <h1>All subjects</h1>
      ${verdict}
    </div>`,
    sections: [
      { id: 'subjects', title: 'Subjects', body: table(subjects) },
      ...subjects.flatMap(({ name, reports }) => {
        const wrong = reports && problems(outcomeOf(reports), name);
        return wrong === null
          ? []
          : [{ id: `subject-${subjects.findIndex((one) => one.name === name)}`, title: name, body: wrong }];
      }),
    ],
  });
}

function table(subjects: readonly SubjectSummary[]): Markup {
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Subjects">
    <table>
      <thead>
        <tr>
          <th scope="col">subject</th>
          <th scope="col">verdict</th>
          ${columns.map(([, text]) => html`<th scope="col" class="n">${text}</th>`)}
          <th scope="col" class="spark-head">accepted size</th>
        </tr>
      </thead>
      <tbody>
        ${subjects.map(row)}
      </tbody>
    </table>
  </div>`;
}

function row({ name, file, reports }: SubjectSummary): Markup {
  if (reports === null) {
    return html`<tr>
      <th scope="row">${name}</th>
      <td colspan="${columns.length + 2}">${chip('warn', 'did not finish')}</td>
    </tr>`;
  }
  const [tone, word] = verdictWords[outcomeOf(reports).verdict];
  const values = new Map(reports.regression?.metrics.map(({ name: metric, value }) => [metric, value]));
  const sizes = reports.history.find(({ metric }) => metric === 'wasm_size_raw_kb')?.points ?? [];
  return html`<tr>
    <th scope="row"><a href="${encodeURIComponent(file)}">${name}</a></th>
    <td>${chip(tone, word)}</td>
    ${columns.map(([metric]) => {
      const value = values.get(metric) ?? null;
      return html`<td class="n">${value === null ? '–' : figureText(metric, value)}</td>`;
    })}
    <td>${sizes.length === 0 ? null : sparkLine(sizes.map(({ value }) => value))}</td>
  </tr>`;
}
