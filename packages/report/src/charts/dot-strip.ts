import { html, type Markup } from '../page/html.ts';
import { percent } from './percent.ts';

/** Values in one row of a strip, a dot each. */
export interface Lane {
  readonly name: string;
  /** Named in page.css; each has a shape of its own. */
  readonly kind: 'head' | 'baseline' | 'null';
  readonly values: readonly number[];
  /** What is known of the true value. */
  readonly interval?: { readonly low: number; readonly high: number; readonly estimate: number };
}

/** A line across a strip. */
export interface Mark {
  readonly at: number;
  readonly kind: 'budget' | 'least' | 'zero';
}

/** What a strip shows. */
export interface Strip {
  readonly lanes: readonly Lane[];
  readonly marks: readonly Mark[];
  /** Both ends of its scale. */
  readonly domain: readonly [number, number];
  /** What the scale says under the strip, from left to right. */
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
  /** For who cannot see it. */
  readonly label: string;
}

const LANE = 26;
/** Dots beyond these hide one another: every so many is left out. */
const MAX_DOTS = 400;

/** Distributions above one another on one scale. Dots of a row are spread a little, so that equal ones are seen. */
export function dotStrip({ lanes, marks, domain: [from, to], ticks, label }: Strip): Markup {
  const x = (value: number): string => percent(0.02 + (0.96 * (value - from)) / (to - from || 1));
  const height = lanes.length * LANE;
  return html`<div class="strip">
    <ul class="lanes" aria-hidden="true">
      ${lanes.map(
        ({ name, kind }) => html`<li><svg width="9" height="9">${dot(kind, '4.5', 4.5)}</svg> ${name}</li>`,
      )}
    </ul>
    <svg role="img" aria-label="${label}" width="100%" height="${height + 18}">
      ${marks.map(
        ({ at, kind }) =>
          html`<line class="mark-${kind}" x1="${x(at)}" x2="${x(at)}" y1="0" y2="${height}" />`,
      )}${lanes.map((lane, index) => laneMarkup(lane, index * LANE + LANE / 2, x))}
      <line class="axis" x1="2%" x2="98%" y1="${height}" y2="${height}" />
      ${ticks.map(
        ({ at, text }) =>
          html`<text class="tick" x="${x(at)}" y="${height + 14}" text-anchor="middle">${text}</text>`,
      )}
    </svg>
  </div>`;
}

function laneMarkup({ kind, values, interval }: Lane, y: number, x: (value: number) => string): Markup {
  const step = Math.ceil(values.length / MAX_DOTS);
  const dots = values
    .filter((_, index) => index % step === 0)
    .map((value, index) => dot(kind, x(value), y + (((index * 7) % 5) - 2) * 2));
  if (interval === undefined) return html`${dots}`;
  const { low, high, estimate } = interval;
  return html`${dots}<line class="interval" x1="${x(low)}" x2="${x(high)}" y1="${y}" y2="${y}" /><line
      class="estimate"
      x1="${x(estimate)}"
      x2="${x(estimate)}"
      y1="${y - 8}"
      y2="${y + 8}"
    />`;
}

/** Shapes differ as colours do: a disc, a ring, a small disc. */
const dot = (kind: Lane['kind'], x: string, y: number): Markup =>
  html`<circle class="dot ${kind}" cx="${x}" cy="${y}" r="${kind === 'null' ? 1.8 : 3}" />`;
