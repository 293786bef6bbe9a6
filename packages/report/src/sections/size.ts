import type { Breakdown } from '@wasmgate/contracts/size';
import { formatBytes } from '@wasmgate/words';
import { html, type Part } from '../page/html.ts';
import type { Section } from '../page/section.ts';
import type { Reports } from '../reports/reports.ts';
import { explorer } from './explorer.ts';
import { ownerText } from './owner-text.ts';

/** Rows of the table of owners; the rest is summed. */
const SHOWN = 25;

/** Whose bytes they are. */
export function size({ size: report, tree }: Reports): Section | null {
  if (!report?.breakdown) return null;
  const table = owners(report.breakdown);
  const text = `Owners of ${formatBytes(report.breakdown.parts.functions)} of code`;
  const list =
    tree === null
      ? html`<h3>${text}</h3>
          ${table}`
      : html`<details>
          <summary>${text}</summary>
          ${table}
        </details>`;
  return { id: 'size', title: 'Size', body: [tree && explorer(tree), list] };
}

function owners({ crates, parts }: Breakdown): Part {
  const items = crates.items.slice(0, SHOWN);
  const rest = crates.count - items.length;
  const share = (bytes: number): string =>
    parts.functions === 0 ? '' : `${((100 * bytes) / parts.functions).toFixed(1)} %`;
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Owners of code">
      <table class="owners">
        <thead>
          <tr>
            <th scope="col">owner</th>
            <th scope="col" class="n">defined in</th>
            <th scope="col" class="n">share</th>
            <th scope="col" class="n">instantiated for</th>
            <th scope="col" class="n">retained</th>
            <th scope="col" class="n">functions</th>
          </tr>
        </thead>
        <tbody>
          ${items.map(
            (one) =>
              html`<tr>
                <th scope="row"><code class="name">${ownerText(one)}</code></th>
                <td class="n">${formatBytes(one.bytes)}</td>
                <td class="n">${share(one.bytes)}</td>
                <td class="n">${formatBytes(one.instantiated_for_bytes)}</td>
                <td class="n">${one.retained_bytes === null ? '–' : formatBytes(one.retained_bytes)}</td>
                <td class="n">${one.functions.toLocaleString('en-US')}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${rest > 0 ? html`<p class="quiet">and ${rest} more owners</p>` : null}`;
}
