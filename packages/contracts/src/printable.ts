/** Control and format characters (bidirectional overrides too) and line separators: what could rewrite a terminal's or a log's text. */
const unsafe = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** The same but for what a text of several lines is made of. */
const unsafeInLines = /[^\P{Cc}\n\t]|[\p{Cf}\u2028\u2029]/gu;

/** What CI runners take for a command anywhere in a line: `##[error]`, `##vso[task.…]`. */
const markedCommand = /(?<=#)#(?=(?:vso)?\[)/g;

const escaped = (character: string): string => `\\u{${character.codePointAt(0)?.toString(16) ?? '?'}}`;

/** Text from outside (names in a .wasm, in a report), made safe to print: no control characters, at most `max` characters. */
export function printable(text: string, max = 300): string {
  const safe = text.replaceAll(unsafe, escaped);
  return safe.length > max ? `${safe.slice(0, max - 3)}...` : safe;
}

/**
 * Text of several lines, made safe to print: no control characters but line breaks and tabs, and nothing that a CI runner takes
 * for a command. GitHub's runner trims a line before it looks for `::error::` (actions/runner, ActionCommand.cs).
 * `isLineStart` tells whether the text begins a line.
 */
export function printableLines(text: string, isLineStart = true): string {
  const leading = isLineStart ? /^([^\S\n]*):(?=:)/gm : /(?<=\n)([^\S\n]*):(?=:)/g;
  return text
    .replaceAll(unsafeInLines, escaped)
    .replaceAll(leading, `$1${escaped(':')}`)
    .replaceAll(markedCommand, escaped);
}

/** A JSON text whose characters are all printable, and which holds the same data: what stands for itself only inside strings is escaped. */
export function printableJson(text: string): string {
  return text
    .replaceAll(/[^\P{Cc}\n]|[\p{Cf}\u2028\u2029]/gu, (character) =>
      [...Array(character.length).keys()].map((at) => jsonEscape(character.charCodeAt(at))).join(''),
    )
    .replaceAll(markedCommand, jsonEscape(0x23));
}

const jsonEscape = (unit: number): string => `\\u${unit.toString(16).padStart(4, '0')}`;
