import { button, element, type Content } from '../element.ts';
import type { Found } from './find-nodes.ts';
import { bytesText, deltaText, shareText, weightText } from './texts.ts';
import { sumOf, type TreeNode } from './tree-node.ts';

/** Rows of a list: the map shows the others. */
const MAX_ROWS = 60;

/** What a node consists of, as a list: the map for who does not see it, or prefers numbers. */
export function nodePanel(node: TreeNode, onChoose: (part: TreeNode) => void): Content[] {
  return [
    element('h3', 'name', [node.name]),
    element('p', 'quiet', [
      [node.what, weightText(node), ...(node.note === undefined ? [] : [node.note])].join(' · '),
    ]),
    rows(
      node.parts.map((part) => ({
        node: part,
        text: node.delta === undefined ? shareText(part.bytes, node.bytes) : '',
        onClick: () => onChoose(part),
      })),
    ),
  ];
}

/** What was found, and what it comes to. */
export function foundPanel(found: readonly Found[], text: string, onChoose: (one: Found) => void): Content[] {
  const [first] = found;
  const bytes = sumOf(found, ({ node }) => node.bytes);
  const sum =
    first?.node.delta === undefined
      ? bytesText(bytes)
      : deltaText(sumOf(found, ({ node }) => node.delta ?? 0));
  return [
    element('h3', '', [
      found.length === 0
        ? 'Nothing has such a name here'
        : `${found.length.toLocaleString('en-US')} found, ${sum}`,
    ]),
    element('p', 'quiet name', [text]),
    rows(
      found.map((one) => ({
        node: one.node,
        text: one.path
          .slice(1, -1)
          .map(({ name }) => name)
          .join(' › '),
        onClick: () => onChoose(one),
      })),
    ),
  ];
}

interface Row {
  readonly node: TreeNode;
  readonly text: string;
  readonly onClick: () => void;
}

function rows(all: readonly Row[]): Content {
  return element('ul', 'rows', [
    ...all
      .slice(0, MAX_ROWS)
      .map(({ node, text, onClick }) =>
        element('li', '', [
          element('span', `swatch tone-${node.tone}`),
          node.parts.length > 0 || node.function !== undefined
            ? button('link name', [node.name], onClick)
            : element('span', 'name', [node.name]),
          element('span', 'n', [weightText(node)]),
          element('span', 'note', [text]),
        ]),
      ),
    ...(all.length > MAX_ROWS
      ? [element('li', 'quiet', [`and ${(all.length - MAX_ROWS).toLocaleString('en-US')} more`])]
      : []),
  ]);
}
