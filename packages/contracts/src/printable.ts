/** Control and format characters (bidirectional overrides too) and line separators: what could rewrite a terminal's or a log's text. */
const unsafe = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** Text from outside (names in a .wasm, in a report), made safe to print: no control characters, at most `max` characters. */
export function printable(text: string, max = 300): string {
  const safe = text.replaceAll(unsafe, (c) => `\\u{${c.codePointAt(0)?.toString(16) ?? '?'}}`);
  return safe.length > max ? `${safe.slice(0, max - 3)}...` : safe;
}
