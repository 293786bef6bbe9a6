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
