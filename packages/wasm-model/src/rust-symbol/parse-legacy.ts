const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['SP', '@'],
  ['BP', '*'],
  ['RF', '&'],
  ['LT', '<'],
  ['GT', '>'],
  ['LP', '('],
  ['RP', ')'],
  ['C', ','],
]);

/** A legacy symbol taken apart: `elements` are decoded and without the hash. */
interface LegacySyntax {
  readonly elements: readonly string[];
  /** `h` and 16 hexadecimal digits. */
  readonly hash: string;
  /** What follows the `E`. */
  readonly suffix: string;
}

/**
 * Parses a legacy symbol after its `_ZN`: length-prefixed elements, the last of which is the hash, and `E`. A symbol
 * without a hash is not rustc's (the scheme is Itanium's, so C++ names look alike): null.
 */
export function parseLegacy(text: string): LegacySyntax | null {
  const elements: string[] = [];
  let at = 0;
  while (text.charAt(at) !== 'E') {
    const digits = /^[1-9]\d{0,8}/.exec(text.slice(at, at + 10))?.[0];
    if (digits === undefined) return null;
    const start = at + digits.length;
    at = start + Number(digits);
    if (at >= text.length) return null;
    elements.push(text.slice(start, at));
  }
  const hash = elements.pop();
  if (hash === undefined || elements.length === 0 || !/^h[0-9a-f]{16}$/.test(hash)) return null;
  return { elements: elements.map(decodeLegacyElement), hash, suffix: text.slice(at + 1) };
}

/** Undoes the escapes of one element: `$LT$`, `$u7b$`, `..`. From an unknown escape on, the text stays as it is. */
export function decodeLegacyElement(element: string): string {
  let text = '';
  let at = element.startsWith('_$') ? 1 : 0;
  while (at < element.length) {
    const char = element.charAt(at);
    if (char === '$') {
      const end = element.indexOf('$', at + 1);
      const decoded = end < 0 ? null : decodeEscape(element.slice(at + 1, end));
      if (decoded === null) return text + element.slice(at);
      text += decoded;
      at = end + 1;
    } else if (element.startsWith('..', at)) {
      text += '::';
      at += 2;
    } else {
      text += char;
      at += 1;
    }
  }
  return text;
}

function decodeEscape(escape: string): string | null {
  const named = ESCAPES.get(escape);
  if (named !== undefined) return named;
  if (!/^u[0-9a-f]{1,6}$/.test(escape)) return null;
  const code = Number.parseInt(escape.slice(1), 16);
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return null;
  const char = String.fromCodePoint(code);
  return /\p{Cc}/u.test(char) ? null : char;
}
