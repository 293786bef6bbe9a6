import { createHash } from 'node:crypto';
import { asset } from '../assets.ts';
import { html, Markup, type Part } from './html.ts';

/** A whole page. */
export interface Page {
  readonly title: string;
  readonly body: Part;
}

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
        <style>
          ${new Markup(style)}
        </style>
      </head>
      <body>
        ${body}
        <script>
          ${new Markup(script)};
        </script>
      </body>
    </html> `.text;
}

const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;
