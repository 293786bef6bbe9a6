import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** How a page is looked at. */
export interface Looking {
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
}

/** A page that is open, and what went wrong in it. */
export interface OpenPage {
  readonly page: Page;
  /** Errors of the console and of scripts, requests beyond the file itself, dialogs. Empty is good. */
  readonly wrong: readonly string[];
  readonly close: () => Promise<void>;
}

/** Opens a page from disk, as people do, and waits for its map where it has one. */
export async function openPage(
  browser: Browser,
  file: string,
  { colorScheme = 'light', width = 1280 }: Looking = {},
): Promise<OpenPage> {
  const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
  const page = await context.newPage();
  const wrong: string[] = [];
  const url = pathToFileURL(file).href;
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) wrong.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => wrong.push(`error: ${error.message}`));
  page.on('request', (request) => {
    // A link to a page beside it may be followed; nothing else is asked for.
    const isFollowed = request.isNavigationRequest() && folderOf(request.url()) === folderOf(url);
    if (request.url() !== url && !isFollowed) wrong.push(`request: ${request.url()}`);
  });
  page.on('dialog', (dialog) => {
    wrong.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(url);
  if ((await page.locator('#explorer').count()) > 0) await page.locator('#map .tile').first().waitFor();
  return { page, wrong, close: () => context.close() };
}

const folderOf = (url: string): string => new URL('.', url).href;

/** By how many pixels the page is wider than its window. */
export const overflowOf = (page: Page): Promise<number> =>
  page.evaluate<number>('Math.max(0, document.documentElement.scrollWidth - innerWidth)');

/** What axe finds: its rule, and where. Its script comes through the debugger, which the page's policy does not concern. */
export async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate<string[]>(
    `axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.slice(0, 5).map(({ target, failureSummary }) => id + ' ' + target.join(' ') + ' ' + failureSummary)))`,
  );
}
