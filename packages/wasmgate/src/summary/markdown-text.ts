import { printable } from '@wasmgate/contracts/printable';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '@': '&#64;' };

/**
 * Text from outside as plain text in GitHub's Markdown, also inside a table: no markup, no HTML, no link, no mention,
 * no line break. Any ASCII punctuation may be escaped by a backslash (CommonMark, 2.4).
 */
export function markdownText(text: string, max = 300): string {
  return printable(text, max)
    .replaceAll(/[\\`*_{}[\]()#+\-.!|~:"'$^=/]/g, String.raw`\$&`)
    .replaceAll(/[&<>@]/g, (c) => entities[c] ?? c);
}

/** Text from outside as plain text in an HTML block, where Markdown's backslashes would show. */
export function htmlText(text: string, max = 300): string {
  return printable(text, max).replaceAll(/[&<>@]/g, (c) => entities[c] ?? c);
}

/** Text from outside as a code span, between more backticks than it has in a row (CommonMark, 6.1). */
export function codeText(text: string, max = 300): string {
  const shown = printable(text, max);
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** Text from outside in which the commands that it names are code, for they are to be copied; one with an odd name in it is plain text. */
export function fixText(text: string, max = 600): string {
  return printable(text, max)
    .split(/(npx (?:wasmgate|turbo) [^;()]*[^;() ])/)
    .map((part, index) =>
      index % 2 === 1 && /^[\w ./:='"-]+$/.test(part) ? codeText(part, max) : markdownText(part, max),
    )
    .join('');
}
