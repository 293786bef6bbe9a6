import { applyEdits, findNodeAtLocation, modify, parseTree, type JSONPath } from 'jsonc-parser';
import { InputError } from '@wasmgate/contracts/errors';

/** A value, and where it belongs. */
export type Entry = readonly [path: JSONPath, value: unknown];

/**
 * A JSON text, with comments, with what is not there yet added to it: what is there stays as it is, and so does its spelling. No text
 * begins a new one. Throws InputError (exit 2) for what is no JSON object.
 */
export function withEntries(file: string, text: string | null, entries: readonly Entry[]): string {
  const begun = text ?? '{}\n';
  const errors: unknown[] = [];
  const tree = parseTree(begun, errors as never[], { allowTrailingComma: true });
  if (errors.length > 0 || tree?.type !== 'object') {
    throw new InputError(`${file}: is no JSON object, so that nothing can be added to it`);
  }
  const indent = /\n([ \t]+)\S/.exec(begun)?.[1] ?? '  ';
  const formattingOptions = {
    insertSpaces: !indent.includes('\t'),
    tabSize: indent.length,
    eol: begun.includes('\r\n') ? '\r\n' : '\n',
  };
  return entries.reduce((at, [path, value]) => {
    const root = parseTree(at, [], { allowTrailingComma: true });
    if (root !== undefined && findNodeAtLocation(root, path) !== undefined) return at;
    return applyEdits(
      at,
      modify(at, path, value, { formattingOptions, isArrayInsertion: typeof path.at(-1) === 'number' }),
    );
  }, begun);
}
