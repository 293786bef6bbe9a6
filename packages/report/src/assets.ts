import { readFileSync } from 'node:fs';

/** Style and script of a page, which the task compile bundles: this file and the bundle both lie one folder below the package. */
export const asset = (name: 'page.css' | 'page.js'): string =>
  readFileSync(new URL(`../dist/${name}`, import.meta.url), 'utf8').trim();
