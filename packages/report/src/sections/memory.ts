import type { MemoryJson } from '@wasmgate/contracts/memory';
import { formatBytes } from '@wasmgate/words';
import { meter } from '../charts/meter.ts';
import { stackedBar } from '../charts/stacked-bar.ts';
import { html, type Markup, type Part } from '../page/html.ts';
import type { Section } from '../page/section.ts';
import type { Reports } from '../reports/reports.ts';

type Figures = NonNullable<MemoryJson['figures']>;
type Phase = Figures['phases'][number];

/** Functions that are listed of those that allocate. */
const SHOWN = 12;

/** What it allocates: live bytes over the run, sizes, who asks for them, what is left. */
export function memory({ memory: report }: Reports): Section | null {
  if (report === null) return null;
  const { figures, inconclusive, engine, off, stub_imports } = report;
  return {
    id: 'memory',
    title: 'Memory',
    body:
      off !== null
        ? html`<p class="quiet">Not counted: ${off}</p>`
        : figures === null
          ? html`<p class="quiet">
              Nothing is told, for it could not be shown to be all:
              ${inconclusive.map(({ stage, reason }) => `${stage}, ${reason.replaceAll('_', ' ')}`).join('; ')}.
            </p>`
          : [
              html`<p class="lead">
                Watched in ${engine}${stub_imports ? ', with stubs for all imports' : ''}, ${figures.stage}
                stage: ${figures.allocators.map(({ allocator }) => allocator).join(', ')}. Each invocation
                once, in one instance.
              </p>`,
              phases(figures),
              sizes(figures),
              callers(figures),
              leaks(figures),
            ],
  };
}

const count = (value: number): string => value.toLocaleString('en-US');

function phases({ phases: all }: Figures): Markup {
  const most = Math.max(...all.map(({ peak_live_bytes }) => peak_live_bytes));
  return html`<h3>Live bytes over the run</h3>
    <div class="scroll" tabindex="0" role="group" aria-label="Phases">
      <table>
        <thead>
          <tr>
            <th scope="col">phase</th>
            <th scope="col" class="n">allocations</th>
            <th scope="col" class="n">allocated</th>
            <th scope="col" class="wide"><span class="sr">live bytes beside the peak</span></th>
            <th scope="col" class="n">live</th>
            <th scope="col" class="n">peak</th>
            <th scope="col" class="n">pages</th>
          </tr>
        </thead>
        <tbody>
          ${all.map((phase) => phaseRow(phase, most))}
        </tbody>
      </table>
    </div>`;
}

function phaseRow(phase: Phase, most: number): Markup {
  const { live_bytes, peak_live_bytes } = phase;
  return html`<tr>
    <th scope="row"><code class="name">${phase.phase}</code></th>
    <td class="n">${count(phase.allocations + phase.reallocations)}</td>
    <td class="n">${formatBytes(phase.allocated_bytes)}</td>
    <td class="wide">
      ${meter({ value: live_bytes, baseline: peak_live_bytes, budget: most, isOver: false })}
    </td>
    <td class="n"><b>${formatBytes(live_bytes)}</b></td>
    <td class="n">${formatBytes(peak_live_bytes)}</td>
    <td class="n">${count(phase.pages)}</td>
  </tr>`;
}

const classes = [
  ['le_64', 'up to 64 B'],
  ['le_256', 'to 256 B'],
  ['le_1024', 'to 1,024 B'],
  ['le_4096', 'to 4,096 B'],
  ['larger', 'larger'],
] as const;

function sizes({ phases: all }: Figures): Part {
  const pieces = classes.map(([key, label]) => ({
    label,
    value: all.reduce((sum, { by_size }) => sum + by_size[key], 0),
  }));
  const sum = pieces.reduce((total, { value }) => total + value, 0);
  if (sum === 0) return null;
  return html`<h3>${count(sum)} allocations by size</h3>
    ${stackedBar(pieces, sum, count)}`;
}

function callers({ phases: all }: Figures): Part {
  const sums = new Map<string, { bytes: number; allocations: number }>();
  for (const { function: name, bytes, allocations } of all.flatMap(({ functions }) => functions)) {
    const known = sums.get(name ?? 'the host') ?? { bytes: 0, allocations: 0 };
    sums.set(name ?? 'the host', {
      bytes: known.bytes + bytes,
      allocations: known.allocations + allocations,
    });
  }
  const rows = [...sums].toSorted(([, a], [, b]) => b.bytes - a.bytes);
  if (rows.length === 0) return null;
  return html`<h3>Who allocates</h3>
    <table>
      <thead>
        <tr>
          <th scope="col" class="n">bytes</th>
          <th scope="col" class="n">allocations</th>
          <th scope="col">function</th>
        </tr>
      </thead>
      <tbody>
        ${rows.slice(0, SHOWN).map(
          ([name, { bytes, allocations }]) =>
            html`<tr>
              <td class="n">${formatBytes(bytes)}</td>
              <td class="n">${count(allocations)}</td>
              <th scope="row"><code class="name">${name}</code></th>
            </tr>`,
        )}
      </tbody>
    </table>
    ${rows.length > SHOWN ? html`<p class="quiet">and ${rows.length - SHOWN} more</p>` : null}`;
}

function leaks({ leaks: all, workload }: Figures): Part {
  const left = all.filter(({ leaked_bytes_per_call }) => leaked_bytes_per_call > 0);
  return html`${
    all.length === 0
      ? null
      : html`<h3>What a call leaves</h3>
          ${
            left.length === 0
              ? html`<p>Nothing, of ${all.length} invocations that were made many times.</p>`
              : html`<ul>
                  ${left.map(
                    ({ invocation, leaked_bytes_per_call: bytes, function: by, reason }) =>
                      html`<li>
                        <code class="name">${invocation}</code>: ${formatBytes(bytes)} a
                        call${by === null ? null : html`, asked for by <code class="name">${by}</code>`}${
                          reason === null ? null : html` <span class="note">${reason}</span>`
                        }
                      </li>`,
                  )}
                </ul>`
          }`
  }${
    workload === null
      ? null
      : html`<p>
          Fragmentation ${workload.fragmentation_pct.toFixed(2)} % over ${count(workload.allocations)} mixed
          allocations of ${workload.allocator}.
        </p>`
  }`;
}
