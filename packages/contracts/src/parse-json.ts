import { visit } from 'jsonc-parser';
import { resolveCommand } from './commands.ts';
import { InputError } from './errors.ts';

/** Editors of Windows begin a file with it; JSON.parse does not know it (RFC 8259, 8.1). */
export const BYTE_ORDER_MARK = /^\uFEFF/;

/** No document of wasmgate is nested so deep; what walks one may recurse. */
const MAX_DEPTH = 100;

/** Parses a JSON text; `file` names it in the error (exit 2), which says where the text is wrong and shows none of it. */
export function parseJson(file: string, given: string, fix?: string): unknown {
  const text = given.replace(BYTE_ORDER_MARK, '');
  const refuse = (what: string, cause?: unknown) =>
    new InputError(`${file}: ${what}`, { cause, ...(fix === undefined ? {} : { fix }) });
  if (isDeeperThan(MAX_DEPTH, text)) throw refuse(`is nested more than ${MAX_DEPTH} deep`);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    refuseConflict(file, text);
    // The cause is left out: V8 quotes the text, which may be another file's than was meant.
    throw refuse(text.trim() === '' ? 'is empty' : `is not JSON${firstError(text)}`);
  }
}

/** A merge that nobody finished is named as such: where a text is no JSON besides, markers of git are why. */
function refuseConflict(file: string, text: string): void {
  const at = text.search(/^(?:<{7}|>{7}) /m);
  if (at < 0) return;
  const line = text.slice(0, at).split('\n').length;
  throw new InputError(`${file}: has conflict markers (line ${line})`, {
    fix: `finish the merge; of baseline.json: ${resolveCommand()} (git checkout --merge FILE brings back a conflict that was added)`,
  });
}

/** Counts brackets outside of strings, in one pass. In a text that is no JSON it may count wrongly: that is refused anyway. */
function isDeeperThan(limit: number, text: string): boolean {
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (isInString) {
      if (character === '\\') at++;
      else if (character === '"') isInString = false;
    } else if (character === '"') isInString = true;
    else if (character === '{' || character === '[') {
      if (++depth > limit) return true;
    } else if (character === '}' || character === ']') depth--;
  }
  return false;
}

function firstError(text: string): string {
  let found = '';
  visit(
    text,
    {
      onError: (_code, _offset, _length, line, character) => {
        if (found === '') found = ` (line ${line + 1}, column ${character + 1})`;
      },
    },
    { disallowComments: true },
  );
  return found;
}
