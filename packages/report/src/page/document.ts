import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { asset } from '../assets.ts';
import { html, Markup, type Part } from './html.ts';

/** A whole page. */
export interface Page {
  readonly title: string;
  readonly body: Part;
}

/**
 * Data for the page's script, compressed and in base64: what is no script to a browser is not run, and what base64 writes holds nothing
 * that HTML reads.
 */
export const pageData = (id: string, json: string): Markup =>
  exactly('script', gzipSync(json, { level: 9 }).toString('base64'), ` type="application/gzip" id="${id}"`);

/**
 * A page that needs nothing but itself: style and script stand in it, and its policy allows those two, by their hashes, and nothing
 * else (Content Security Policy Level 3): no request, no inline style, no handler.
 */
export function htmlDocument({ title, body }: Page): string {
  const [style, script] = [asset('page.css'), asset('page.js')];
  const policy = [
    "default-src 'none'",
    `style-src '${hashOf(style)}'`,
    `script-src '${hashOf(script)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        ${exactly('style', style)}
      </head>
      <body>
        ${body} ${exactly('script', script)}
      </body>
    </html> `.text;
}

/** An element whose text is what its hash says, to the byte: a formatter moves what stands in a template. */
const exactly = (name: string, text: string, attributes = ''): Markup =>
  new Markup(`<${name}${attributes}>${text}</${name}>`);

const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;
