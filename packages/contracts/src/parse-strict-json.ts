import { visit } from 'jsonc-parser';
import { InputError } from './errors.ts';
import { parseJson } from './parse-json.ts';
import { jsonPathOf } from './schema-text.ts';

/**
 * Parses a JSON text that decides something. Refused beside what is no JSON: a key twice in one object (a parser takes the last one, a
 * reader of a diff sees the first) and a number that no double holds (1e999 would be infinity). Throws InputError (exit 2)
 * naming file and JSON path.
 */
export function parseStrictJson(file: string, text: string, fix?: string): unknown {
  const data = parseJson(file, text, fix);
  refuseAmbiguous(file, text);
  return data;
}

function refuseAmbiguous(file: string, text: string): void {
  const open: Set<string>[] = [];
  const refuse = (path: readonly (string | number)[], what: string, remedy: string): never => {
    throw new InputError(`${file}: ${jsonPathOf(path.map(String))}: ${what}`, { fix: remedy });
  };
  visit(text, {
    onObjectBegin: () => {
      open.push(new Set());
    },
    onObjectProperty: (key, _offset, _length, line, _character, path) => {
      const keys = open.at(-1);
      if (keys?.has(key) === true)
        refuse([...path(), key], 'stands there twice', `remove one; the second is in line ${line + 1}`);
      keys?.add(key);
    },
    onObjectEnd: () => {
      open.pop();
    },
    onLiteralValue: (value, _offset, _length, line, _character, path) => {
      if (typeof value !== 'number' || Number.isFinite(value)) return;
      refuse(path(), 'is a number that is too large to be one', `correct it in line ${line + 1}`);
    },
  });
}
