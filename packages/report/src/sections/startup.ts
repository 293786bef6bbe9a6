import { ALLOCATORS } from '@wasmgate/contracts/allocators';
import { engineText } from '@wasmgate/contracts/engine';
import type { AllocatorFigures, StartFigures, StartupJson } from '@wasmgate/contracts/startup';
import { formatMs } from '@wasmgate/words';
import { stackedBar } from '../charts/stacked-bar.ts';
import { html, type Markup, type Part } from '../page/html.ts';
import type { Section } from '../page/section.ts';
import type { Reports } from '../reports/reports.ts';
import { startDistributions } from './start-distributions.ts';
import { startRatios } from './start-ratios.ts';

/** How it starts: the phases of a start, how starts are spread, and whether they differ from those of the accepted artifact. */
export function startup({ startup: report, regression }: Reports): Section | null {
  if (report === null) return null;
  return {
    id: 'startup',
    title: 'Startup',
    body: [
      html`<p class="lead">
        ${report.shape}, ${engineText(report.engine)}, on
        ${report.host_class}.${report.includes_link ? ' A warm start contains linking.' : null}
      </p>`,
      phases(report),
      startRatios(report.comparison ?? null),
      startDistributions(report, regression),
    ],
  };
}

const ways = [
  ['cold', 'Cold, compiling'],
  ['cold_aot', 'Cold, from a .cwasm'],
] as const;

/** Bars of one way to start have one scale, so that allocators can be compared. */
function phases({ allocators }: StartupJson): Part {
  return ways.map(([key, title]) => {
    const rows = ALLOCATORS.flatMap(({ key: allocator, name }) => {
      const figures = (allocators[allocator] as AllocatorFigures | null)?.[key];
      return figures ? [{ name, figures }] : [];
    });
    if (rows.length === 0) return null;
    const most = Math.max(...rows.map(({ figures }) => sumOf(piecesOf(figures))));
    return html`<h3>${title}</h3>
      ${rows.map(({ name, figures }) => phaseBar(name, figures, most))}`;
  });
}

function phaseBar(name: string, figures: StartFigures, most: number): Markup {
  const { total_ms, processes } = figures;
  return html`<div class="phases">
    <p>
      ${name} <b>${formatMs(total_ms.p50_ms)}</b>
      <span class="note"
        >P50 of ${processes} fresh processes, P90 ${formatMs(total_ms.p90_ms)}; calls come after the first
        instance</span
      >
    </p>
    ${stackedBar(piecesOf(figures), most, formatMs)}
  </div>`;
}

const piecesOf = ({ phases: all }: StartFigures) =>
  Object.entries(all).map(([name, { p50_ms }]) => ({
    label: name.replace(/^call:/, 'call '),
    value: p50_ms,
  }));

const sumOf = (pieces: readonly { readonly value: number }[]): number =>
  pieces.reduce((sum, { value }) => sum + value, 0) || 1;
