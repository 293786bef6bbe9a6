import type { Diff } from '@wasmgate/contracts/size';
import { formatBytes, formatDelta } from '@wasmgate/words';
import { html, type Markup, type Part } from '../page/html.ts';
import type { Reports } from '../reports/reports.ts';
import { ownerText } from './owner-text.ts';

/** Lines of each list. */
const SHOWN = 6;

/** What is other than in the artifact that was accepted, or that it is compared with. */
export function changed({ size, check, name }: Reports): Markup {
  const diff = size?.diff ?? null;
  const command =
    check === null ? 'npx wasmgate baseline --accept' : `npx wasmgate check ${name} --against OLD.wasm`;
  return html`<h2 class="small">What changed</h2>
    ${
      diff === null
        ? html`<p class="quiet">
            There is nothing to compare it with. <code>${command}</code> ${
              check === null ? 'accepts these figures.' : 'compares it with a file.'
            }
          </p>`
        : differences(diff)
    }`;
}

function differences(diff: Diff): Markup {
  const { delta_bytes, old_bytes, new_bytes, parts, crates, functions, against } = diff;
  if (delta_bytes === 0 && functions.count === 0 && crates.count === 0) {
    return html`<p class="quiet">
      Nothing: not a function is other than in <code>${against}</code> (${formatBytes(old_bytes)}).
    </p>`;
  }
  const moved = Object.entries(parts).filter(([, delta]) => delta !== 0);
  return html`<p>
      <b class="delta">${formatDelta(delta_bytes)}</b> from ${formatBytes(old_bytes)} to
      ${formatBytes(new_bytes)}, against <code>${against}</code>.
    </p>
    ${list(
      'Parts',
      moved.map(([name, delta]) => ({ name: name.replaceAll('_', ' '), delta, note: '' })),
      0,
    )}${list(
      'Owners',
      crates.items.slice(0, SHOWN).map((one) => ({
        name: ownerText(one),
        delta: one.delta_bytes,
        note: one.status === 'changed' ? '' : one.status,
      })),
      crates.count - SHOWN,
    )}${list(
      'Functions',
      functions.items.slice(0, SHOWN).map(({ name, delta_bytes: delta, status, was }) => ({
        name,
        delta,
        note: was === null ? status : `${status}, was ${was}`,
      })),
      functions.count - SHOWN,
    )}`;
}

interface Change {
  readonly name: string;
  readonly delta: number;
  readonly note: string;
}

function list(title: string, changes: readonly Change[], more: number): Part {
  if (changes.length === 0) return null;
  return html`<table class="changes">
      <caption>
        ${title}
      </caption>
      <tbody>
        ${changes.map(
          ({ name, delta, note }) =>
            html`<tr>
              <td class="n ${delta > 0 ? 'grew' : delta < 0 ? 'shrank' : ''}">${formatDelta(delta)}</td>
              <th scope="row">
                <code class="name">${name}</code
                >${note === '' ? null : html` <span class="note">${note}</span>`}
              </th>
            </tr>`,
        )}
      </tbody>
    </table>
    ${more > 0 ? html`<p class="quiet">and ${more} more</p>` : null}`;
}
