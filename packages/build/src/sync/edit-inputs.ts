import { findNodeAtLocation, getNodeValue, parseTree, type Node } from 'jsonc-parser';
import { exclusionsOf } from '../keyed/member-inputs.ts';
import type { MissingInput } from '../keyed/missing-inputs.ts';
import { INHERIT } from '../keyed/turbo-tasks.ts';

/** What is to be added to the inputs of tasks, and what is to go. */
export interface InputsEdit {
  readonly missing: readonly MissingInput[];
  readonly stale: readonly MissingInput[];
}

const EMPTY = '{\n  "extends": ["//"]\n}\n';

/** A turbo.json with other inputs, every other character of it kept; null: there is none yet. */
export function editInputs(before: string | null, { missing, stale }: InputsEdit): string {
  let text = before ?? EMPTY;
  for (const { task, input } of stale) text = withoutInput(text, task, input);
  for (const { task, input } of missing) {
    for (const line of [input, ...exclusionsOf(input)]) text = withInput(text, task, line);
  }
  return text;
}

const nodeAt = (text: string, path: string[]): Node | undefined => {
  const tree = parseTree(text, [], { allowTrailingComma: true });
  return tree && findNodeAtLocation(tree, path);
};

const itemsOf = (text: string, task: string): Node[] =>
  nodeAt(text, ['tasks', task, 'inputs'])?.children ?? [];

function withInput(text: string, task: string, line: string): string {
  if (itemsOf(text, task).some((item) => getNodeValue(item) === line)) return text;
  let whole = text;
  for (const [path, key, value] of [
    [[], 'tasks', {}],
    [['tasks'], task, {}],
    [['tasks', task], 'inputs', [INHERIT]],
  ] as const) {
    if (nodeAt(whole, [...path, key]) === undefined) whole = withChild(whole, [...path], value, key);
  }
  return withChild(whole, ['tasks', task, 'inputs'], line);
}

/** Adds to the end of an object or an array, in lines of its own where that is how it is written. */
function withChild(text: string, path: string[], value: unknown, key?: string): string {
  const parent = path.length === 0 ? parseTree(text) : nodeAt(text, path);
  if (parent === undefined) return text;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const last = parent.children?.at(-1);
  const unit = /^[ \t]+(?=")/m.exec(text)?.[0] ?? '  ';
  const isSpread = last === undefined || text.slice(parent.offset, last.offset).includes('\n');
  const outer = indentAt(text, parent.offset);
  const inner = last === undefined || !isSpread ? `${outer}${unit}` : indentAt(text, last.offset);
  const json = isSpread
    ? JSON.stringify(value, null, unit).replaceAll('\n', `${eol}${inner}`)
    : JSON.stringify(value);
  const child = key === undefined ? json : `${JSON.stringify(key)}: ${json}`;
  if (last === undefined) {
    return `${text.slice(0, parent.offset + 1)}${eol}${inner}${child}${eol}${outer}${text.slice(parent.offset + parent.length - 1)}`;
  }
  const end = last.offset + last.length;
  return `${text.slice(0, end)},${isSpread ? `${eol}${inner}` : ' '}${child}${text.slice(end)}`;
}

/** What the line of an offset begins with. */
function indentAt(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

function withoutInput(text: string, task: string, line: string): string {
  const items = itemsOf(text, task);
  const at = items.findIndex((item) => getNodeValue(item) === line);
  const [item, before, after] = [items[at], items[at - 1], items[at + 1]];
  if (item === undefined) return text;
  const end = item.offset + item.length;
  if (before === undefined) return text.slice(0, item.offset) + text.slice(after?.offset ?? end);
  const from = before.offset + before.length;
  // A comment may stand between.
  const between = text.slice(from, item.offset).replace(',', '').trimEnd();
  return text.slice(0, from) + between + text.slice(end);
}
