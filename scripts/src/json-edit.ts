/** One value to set in a JSON text, or to remove (`undefined`); `path` names the keys from the root. */
export interface JsonEdit {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** A value in the text: where it is and, of an object, its members in order. */
interface Node {
  readonly start: number;
  readonly end: number;
  readonly members: readonly Member[] | null;
}

interface Member {
  readonly key: string;
  readonly start: number;
  readonly node: Node;
}

/**
 * Applies edits to a JSON text and leaves every other character as it is: number formatting, order and spacing of
 * what is not touched survive, which JSON.parse and JSON.stringify would not do (3.50 becomes 3.5).
 * Objects on the way that do not exist are made. Of a key that stands twice the last one counts, as in JSON.parse.
 */
export function editJson(text: string, edits: readonly JsonEdit[]): string {
  return edits.reduce((edited, { path, value }) => {
    JSON.parse(edited); // Throws on what is no JSON: the scanner below trusts the text.
    return value === undefined ? removeAt(edited, path) : setAt(edited, path, value);
  }, text);
}

function setAt(text: string, path: readonly string[], value: unknown): string {
  let node = scan(text);
  for (const [depth, key] of path.entries()) {
    const member: Member | undefined = node.members?.findLast((m) => m.key === key);
    if (member === undefined) {
      const rest = path.slice(depth + 1).reduceRight<unknown>((inner, k) => ({ [k]: inner }), value);
      return insertInto(text, node, key, rest);
    }
    ({ node } = member);
  }
  return text.slice(0, node.start) + valueText(value, indentAt(text, node.start)) + text.slice(node.end);
}

function insertInto(text: string, { start, end, members }: Node, key: string, value: unknown): string {
  // What stands there is no object: it gives way to one.
  const last = members?.at(-1);
  const outer = indentAt(text, start);
  if (last === undefined) {
    const inner = `${outer}  `;
    const body = `{\n${inner}${JSON.stringify(key)}: ${valueText(value, inner)}\n${outer}}`;
    return text.slice(0, start) + body + text.slice(end);
  }
  const isOneLine = !text.slice(start, last.start).includes('\n');
  const indent = isOneLine ? outer : indentAt(text, last.start);
  const separator = isOneLine ? ', ' : `,\n${indent}`;
  const at = last.node.end;
  return `${text.slice(0, at)}${separator}${JSON.stringify(key)}: ${valueText(value, indent)}${text.slice(at)}`;
}

function removeAt(text: string, path: readonly string[]): string {
  let parent = scan(text);
  for (const key of path.slice(0, -1)) {
    const member = parent.members?.findLast((m) => m.key === key);
    if (member === undefined) return text;
    parent = member.node;
  }
  const members = parent.members ?? [];
  const index = members.findLastIndex((m) => m.key === path.at(-1));
  const [before, member, after] = [members[index - 1], members[index], members[index + 1]];
  if (member === undefined) return text;
  if (after !== undefined) return text.slice(0, member.start) + text.slice(after.start);
  if (before !== undefined) return text.slice(0, before.node.end) + text.slice(member.node.end);
  return `${text.slice(0, parent.start)}{}${text.slice(parent.end)}`;
}

/** The white space that begins the line of an offset. */
function indentAt(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

function valueText(value: unknown, indent: string): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', `\n${indent}`);
}

const space = /[ \t\r\n]*/y;
const string = /"(?:[^"\\]|\\.)*"/y;
const literal = /[^ \t\r\n,\]}]+/y;

function take(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  pattern.exec(text);
  return pattern.lastIndex;
}

/** Scans a valid JSON text. */
function scan(text: string): Node {
  return scanValue(text, take(space, text, 0));
}

function scanValue(text: string, start: number): Node {
  const first = text[start];
  if (first === '"') return { start, end: take(string, text, start), members: null };
  if (first !== '{' && first !== '[') return { start, end: take(literal, text, start), members: null };
  const members: Member[] = [];
  let at = take(space, text, start + 1);
  while (text[at] !== '}' && text[at] !== ']') {
    const keyStart = at;
    let key = '';
    if (first === '{') {
      at = take(string, text, at);
      key = JSON.parse(text.slice(keyStart, at)) as string;
      at = take(space, text, take(space, text, at) + 1);
    }
    const node = scanValue(text, at);
    members.push({ key, start: keyStart, node });
    at = take(space, text, node.end);
    if (text[at] === ',') at = take(space, text, at + 1);
  }
  return { start, end: at + 1, members: first === '{' ? members : null };
}
