import { printable } from '@wasmgate/contracts/printable';

/** Characters of a text from outside: a page must stay one that can be read, whatever a report holds. */
const MAX_TEXT = 2_000;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** HTML that is safe to stand in a page: only `html` makes it, so that a text cannot be taken for it. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand between the pieces of a template; null is nothing. */
export type Part = Markup | string | number | null | readonly Part[];

/**
 * HTML from a template. What is put in is text, in an element and in a quoted attribute alike: control characters and
 * bidirectional overrides are written out, and what HTML would read is escaped.
 */
export function html(pieces: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(
    pieces.reduce((text, piece, index) => `${text}${markupOf(parts[index - 1] ?? null)}${piece}`),
  );
}

function markupOf(part: Part): string {
  if (part === null) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string')
    return printable(part, MAX_TEXT).replaceAll(/[&<>"']/g, (c) => entities[c] ?? c);
  return part.map(markupOf).join('');
}
