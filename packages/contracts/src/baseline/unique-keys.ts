import { visit } from 'jsonc-parser';
import { InputError } from '../errors.ts';
import { jsonPathOf } from '../schema-text.ts';

/**
 * Refuses a JSON text that has a key twice in one object: a parser takes the last one, a reader of a diff sees the first.
 * Throws InputError (exit 2) naming file and JSON path.
 */
export function refuseDuplicateKeys(file: string, text: string): void {
  const open: Set<string>[] = [];
  visit(text, {
    onObjectBegin: () => {
      open.push(new Set());
    },
    onObjectProperty: (key, _offset, _length, line, _character, path) => {
      const keys = open.at(-1);
      if (keys?.has(key) === true) {
        throw new InputError(`${file}: ${jsonPathOf([...path(), key].map(String))}: stands there twice`, {
          fix: `remove one; the second is in line ${line + 1}`,
        });
      }
      keys?.add(key);
    },
    onObjectEnd: () => {
      open.pop();
    },
  });
}
