import { formatPct } from '@wasmgate/words';
import { sparkLine } from '../charts/spark-line.ts';
import { html, type Markup } from '../page/html.ts';
import type { Section } from '../page/section.ts';
import type { Reports } from '../reports/reports.ts';
import type { MetricLine } from '../workspace/metric-lines.ts';
import { figureText } from './figure-text.ts';

/** How what was accepted went, commit by commit; those that changed stand first. */
export function history({ history: lines }: Reports): Section | null {
  if (lines.length === 0) return null;
  return {
    id: 'history',
    title: 'History',
    body: html`<p class="lead">
        What baseline.json accepted, as git has it: a step is a commit that changed the figure.
      </p>
      <div class="scroll" tabindex="0" role="group" aria-label="Accepted figures">
        <table class="history">
          <thead>
            <tr>
              <th scope="col">metric</th>
              <th scope="col" class="wide"><span class="sr">how it went</span></th>
              <th scope="col" class="n">first</th>
              <th scope="col" class="n">now</th>
              <th scope="col" class="n">change</th>
              <th scope="col">last changed</th>
            </tr>
          </thead>
          <tbody>
            ${lines.toSorted((a, b) => order(a) - order(b)).map(row)}
          </tbody>
        </table>
      </div>`,
  };
}

/** Those that changed stand first. */
const order = ({ points }: MetricLine): number => (points.length > 1 ? 0 : 1);

function row({ metric, points }: MetricLine): Markup | null {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return null;
  const change = first.value === 0 ? null : ((last.value - first.value) / first.value) * 100;
  return html`<tr>
    <th scope="row"><code>${metric}</code></th>
    <td class="wide">${sparkLine(points.map(({ value }) => value))}</td>
    <td class="n">${figureText(metric, first.value)}</td>
    <td class="n"><b>${figureText(metric, last.value)}</b></td>
    <td class="n">${change === null || points.length === 1 ? '–' : formatPct(change)}</td>
    <td>${last.day} <code class="hash">${last.commit.slice(0, 8)}</code></td>
  </tr>`;
}
