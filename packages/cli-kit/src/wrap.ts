import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

/** A command as texts name it, up to what cannot be part of it: it is to be copied, so it stays in one line where it fits. */
const COMMAND = /\bnpx (?:wasmgate|turbo|wasm-opt)(?: [^\s(;,]+)*/g;
/** Between a figure and its unit. */
const UNIT = /(?<=\d) (?=(?:%|[kM]?B|[mu]?s)(?!\w))/g;
/** Stands for a space at which no line is broken: private use, so no text has it. */
const TIED = '\u{e000}';

/** Blanks where a line was broken, also inside the colours that stand there. */
const LEADING = /^((?:\u001b\[\d+m)*) +/; // oxlint-disable-line no-control-regex
const TRAILING = / +((?:\u001b\[\d+m)*)$/; // oxlint-disable-line no-control-regex

/** Text in lines of at most `columns` characters, those after the first indented; null leaves it as it is. */
export function wrap(text: string, columns: number | null, indent = ''): string {
  if (columns === null) return text;
  const room = columns - indent.length;
  return text
    .replaceAll(UNIT, TIED)
    .replaceAll(COMMAND, (command) => copyable(command, room))
    .split('\n')
    .map((line) => wrapAnsi(line, room, { hard: true, trim: false }))
    .join('\n')
    .replaceAll(TIED, ' ')
    .split('\n')
    .map((line, index) =>
      (index === 0 ? line : `${indent}${line.replace(LEADING, '$1')}`).replace(TRAILING, '$1'),
    )
    .join('\n');
}

/** A command in one line or, where none is long enough, in several that a shell takes for one. */
function copyable(command: string, room: number): string {
  const lines = command.length <= room ? [command] : wrapAnsi(command, room - 2, { trim: true }).split('\n');
  return lines.map((line) => line.replaceAll(' ', TIED)).join(`${TIED}\\\n`);
}

/** Text for people, made to fit: of a line that is too long the rest stands below it, indented two columns more than it is. */
export function fitLines(text: string, columns: number | null): string {
  if (columns === null) return text;
  return text
    .split('\n')
    .map((line) => {
      if (stringWidth(line) <= columns) return line;
      const [blank = ''] = /^ */.exec(stripVTControlCharacters(line)) ?? [];
      return wrap(line, columns, ' '.repeat(Math.min(blank.length + 2, columns >> 1)));
    })
    .join('\n');
}

/** Text of at most `max` columns: what is too long lacks its middle, for names begin with whose they are and end with what. */
export function cutMiddle(text: string, max: number): string {
  if (stringWidth(text) <= max) return text;
  const characters = [...text];
  const cut = (kept: number): string =>
    `${characters.slice(0, Math.ceil(kept / 2)).join('')}…${kept < 2 ? '' : characters.slice(-Math.floor(kept / 2)).join('')}`;
  let kept = max - 1;
  while (kept > 0 && stringWidth(cut(kept)) > max) kept -= 1;
  return cut(kept);
}
