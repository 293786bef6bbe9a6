import { html, type Markup } from '../page/html.ts';
import { percent } from './percent.ts';

/** A figure beside what it is held to. */
export interface Meter {
  readonly value: number;
  readonly budget: number | null;
  readonly baseline: number | null;
  readonly isOver: boolean;
}

/** A bar of the figure: a line through it is the accepted one, the line at its end the budget. The figures themselves stand beside it. */
export function meter({ value, budget, baseline, isOver }: Meter): Markup {
  const most = Math.max(value, budget ?? 0, baseline ?? 0);
  if (most <= 0) return html``;
  const at = (figure: number): string => percent((figure / most) * 0.98);
  return html`<svg class="meter" aria-hidden="true" width="100%" height="14">
    <rect class="track" x="0" y="4" width="100%" height="6" rx="3" />
    <rect class="${isOver ? 'over' : 'fill'}" x="0" y="4" width="${at(value)}" height="6" rx="3" />
    ${
      baseline === null
        ? null
        : html`<line class="accepted" x1="${at(baseline)}" x2="${at(baseline)}" y1="1" y2="13" />`
    }${budget === null ? null : html`<line class="limit" x1="${at(budget)}" x2="${at(budget)}" y1="0" y2="14" />`}
  </svg>`;
}
