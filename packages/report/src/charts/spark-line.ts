import { html, type Markup } from '../page/html.ts';
import { percent } from './percent.ts';

const HEIGHT = 22;

/** How a figure went, from left to right, in steps: the last value stands for itself to the end. */
export function sparkLine(values: readonly number[]): Markup {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const x = (at: number): string => percent((at / values.length) * 0.98 + 0.01);
  const y = (value: number): number =>
    most === least ? HEIGHT / 2 : HEIGHT - 4 - ((value - least) / (most - least)) * (HEIGHT - 8);
  return html`<svg class="spark" aria-hidden="true" width="100%" height="${HEIGHT}">
    ${values.map((value, at) => {
      const before = values[at - 1];
      return html`${
          before === undefined
            ? null
            : html`<line x1="${x(at)}" x2="${x(at)}" y1="${y(before)}" y2="${y(value)}" />`
        }<line x1="${x(at)}" x2="${x(at + 1)}" y1="${y(value)}" y2="${y(value)}" />`;
    })}
    <circle cx="${x(values.length)}" cy="${y(values.at(-1) ?? 0)}" r="2.5" />
  </svg>`;
}
