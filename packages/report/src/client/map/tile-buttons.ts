import { button, element } from '../element.ts';
import type { Tile } from './lay-out.ts';
import { shortName } from './short-name.ts';
import { bytesText, weightText } from './texts.ts';

/** The narrowest tile that holds a word, and the lowest that holds a second line. */
const LEAST_TEXT = { width: 34, height: 15, second: 31 };

/** What is drawn of a tile: a button, and behind an open one the ground of what is in it. */
export function tileElements(tile: Tile, onClick: () => void): HTMLElement[] {
  const { node, x, y, width, height, isOpen } = tile;
  const shown =
    node.what.startsWith('function') || node.function !== undefined ? shortName(node.name) : node.name;
  const hasText = width >= LEAST_TEXT.width && height >= LEAST_TEXT.height;
  const weight = weightText(node);
  const isBoth = isOpen || height >= LEAST_TEXT.second;
  // What has no room is said all the same, to who hears the map.
  const said = (isSeen: boolean, className: string, text: string) =>
    element('span', hasText && isSeen ? className : 'sr', [text]);
  const made = button(
    `tile tone-${node.tone}${isOpen ? ' open' : ''}`,
    [
      said(true, 'label', shown),
      said(false, '', ', '),
      said(isBoth, 'bytes', weight),
      said(false, '', `, ${node.what}${shown === node.name ? '' : `, ${node.name}`}`),
    ],
    onClick,
  );
  made.title = `${node.name}, ${node.what}, ${weight}${node.delta === undefined ? '' : ` of ${bytesText(node.bytes)} changed`}`;
  made.tabIndex = -1;
  place(made, x, y, width, isOpen ? 18 : height);
  if (!isOpen) return [made];
  const ground = element('div', `ground tone-${node.tone}`);
  place(ground, x, y, width, height);
  return [ground, made];
}

function place({ style }: HTMLElement, x: number, y: number, width: number, height: number): void {
  style.left = `${x}px`;
  style.top = `${y}px`;
  style.width = `${width}px`;
  style.height = `${height}px`;
}
