import { findNodeAtLocation, parseTree, type JSONPath, type Node, type ParseError } from 'jsonc-parser';
import { InputError } from '@wasmgate/contracts/errors';

/** A value, and where it belongs. */
export type Entry = readonly [path: JSONPath, value: unknown];

/**
 * A JSON text, with comments, with what is not there yet added to it, each at the end of its object or list: not a byte of what is
 * there is changed. No text begins a new one. Throws InputError (exit 2) for what is no JSON object.
 */
export function withEntries(file: string, text: string | null, entries: readonly Entry[]): string {
  const begun = text ?? '{}\n';
  const style = {
    unit: /\n([ \t]+)\S/.exec(begun)?.[1] ?? '  ',
    eol: begun.includes('\r\n') ? '\r\n' : '\n',
  };
  return entries.reduce((now, [path, value]) => {
    const errors: ParseError[] = [];
    const root = parseTree(now, errors, { allowTrailingComma: true });
    if (errors.length > 0 || root?.type !== 'object') {
      throw new InputError(`${file}: is no JSON object, so that nothing can be added to it`);
    }
    const depth = path.findIndex(
      (_, index) => findNodeAtLocation(root, path.slice(0, index + 1)) === undefined,
    );
    const container = findNodeAtLocation(root, path.slice(0, depth));
    if (depth === -1 || container === undefined) return now;
    const key = path[depth];
    const wrapped = path.slice(depth + 1).reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);
    return inserted(now, container, typeof key === 'string' ? [key, wrapped] : wrapped, style);
  }, begun);
}

interface Style {
  readonly unit: string;
  readonly eol: string;
}

/** A text with a member (a key and a value) or an element at the end of an object or a list. */
function inserted(text: string, container: Node, added: unknown, { unit, eol }: Style): string {
  const close = container.offset + container.length - 1;
  const last = container.children?.at(-1);
  const isInLine = last !== undefined && !text.slice(container.offset, close).includes('\n');
  const outer =
    /^[ \t]*/.exec(
      text.slice(text.lastIndexOf('\n', isInLine || last === undefined ? container.offset : close) + 1),
    )?.[0] ?? '';
  const print = (value: unknown) =>
    JSON.stringify(value, null, unit).replaceAll('\n', `${eol}${isInLine ? outer : outer + unit}`);
  const isMember = container.type === 'object' && Array.isArray(added);
  const line = isMember ? `${JSON.stringify(added[0])}: ${print(added[1])}` : print(added);
  if (last === undefined) {
    return `${text.slice(0, close).trimEnd()}${eol}${outer}${unit}${line}${eol}${outer}${text.slice(close)}`;
  }
  const end = last.offset + last.length;
  if (isInLine) return `${text.slice(0, end)}, ${line}${text.slice(end)}`;
  // A comment may stand between the last member and the bracket.
  const tail = text.slice(end, close).trimEnd();
  const comma = tail.replaceAll(/\/\*.*?\*\/|\/\/[^\n]*/gs, '').includes(',') ? '' : ',';
  return `${text.slice(0, end)}${comma}${tail}${eol}${outer}${unit}${line}${text.slice(end + tail.length)}`;
}
