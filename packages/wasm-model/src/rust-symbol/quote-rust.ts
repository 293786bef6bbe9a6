const NAMED: ReadonlyMap<string, string> = new Map([
  ['\0', '\\0'],
  ['\t', '\\t'],
  ['\r', '\\r'],
  ['\n', '\\n'],
  ['\\', '\\\\'],
]);

/** What Rust's `char::escape_debug` does not show as itself. */
const HIDDEN = /[\p{C}\p{Z}\p{Grapheme_Extend}]/u;

/** A Rust literal in the quotes given, escaped as `escape_debug` does; the other kind of quote stays as it is. */
export function quoteRust(value: string, quote: '"' | "'"): string {
  let text = quote as string;
  for (const char of value) {
    if (char === quote) text += `\\${char}`;
    else if (char === ' ') text += char;
    else {
      const named = NAMED.get(char);
      if (named !== undefined) text += named;
      else text += HIDDEN.test(char) ? `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}` : char;
    }
  }
  return text + quote;
}
