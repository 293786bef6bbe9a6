import { html, type Markup } from '../page/html.ts';
import { percent } from './percent.ts';

/** A piece of a bar. */
export interface Piece {
  readonly label: string;
  readonly value: number;
}

/** Less of the bar than this holds no number. */
const NUMBERED = 0.035;

/** Pieces side by side to a scale, and what each number in them stands for. `format` puts a value into words. */
export function stackedBar(
  pieces: readonly Piece[],
  most: number,
  format: (value: number) => string,
): Markup {
  let sum = 0;
  const bars = pieces.map(({ value }, index) => {
    const [from, share] = [sum / most, value / most];
    sum += value;
    return html`<rect
        class="piece piece-${index % 8}"
        x="${percent(from)}"
        width="${percent(share)}"
        y="0"
        height="22"
      />${
        share < NUMBERED
          ? null
          : html`<text x="${percent(from + share / 2)}" y="15" text-anchor="middle">${index + 1}</text>`
      }`;
  });
  return html`<svg class="stacked" aria-hidden="true" width="100%" height="22">${bars}</svg>
    <ol class="legend">
      ${pieces.map(
        ({ label, value }, index) =>
          html`<li>
            <svg aria-hidden="true" width="10" height="10">
              <rect class="piece piece-${index % 8}" width="10" height="10" rx="2" /></svg
            ><span class="nr">${index + 1}</span> ${label} <b>${format(value)}</b>
          </li>`,
      )}
    </ol>`;
}
