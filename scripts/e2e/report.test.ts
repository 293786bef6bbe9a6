import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { cleanEnvironment } from '@wasmgate/cli-kit/testing';
import { execa } from 'execa';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
// @boundaries-ignore a module with names that no compiler writes
import { calls, filler, namedModule } from '../../packages/size/test/named-module.ts';
import { launchChromium } from './chromium.ts';
import { axeViolations, openPage, overflowOf, type Looking, type OpenPage } from './open-page.ts';

// The page in a real browser: of both subjects, of a module of 45 MB, of what changed, and of one whose names are attacks.

const root = join(import.meta.dirname, '../..');
const env = cleanEnvironment();
const folder = mkdtempSync(join(tmpdir(), 'wasmgate-report-'));
const biome = join(root, 'node_modules/@biomejs/wasm-nodejs/biome_wasm_bg.wasm');
const built = (name: string): string => join(root, 'subjects/clawft-agent/target/wasm-bench/build', name);

const HOSTILE = `<img src=x onerror=alert(1)>\u202egnp.\u0007</script><script>alert(2)</script>`;

/** The page of a file, as `wasmgate check --html` makes it. */
async function checkPage(name: string, file: string, ...more: readonly string[]): Promise<string> {
  const page = join(folder, `${name}.html`);
  const args = [join(root, 'packages/wasmgate/bin.js'), 'check', file, '--no-start', '--html', page, ...more];
  await execa(execPath, args, { env, extendEnv: false });
  return page;
}

let browser: Browser;
const pages: Record<string, string> = {
  'clawft-agent': join(root, 'subjects/clawft-agent/target/wasm-bench/report.html'),
  'echo-module': join(root, 'subjects/echo-module/target/wasm-bench/report.html'),
  'all subjects': join(root, '.wasmgate/report/index.html'),
};

beforeAll(async () => {
  const turbo = createRequire(import.meta.url).resolve('turbo/bin/turbo');
  await execa(execPath, [turbo, 'run', 'report', '--filter=clawft-agent', '--filter=echo-module'], {
    cwd: root,
    env,
    extendEnv: false,
  });
  await execa(execPath, [join(root, 'packages/wasmgate/bin.js'), 'report'], {
    cwd: root,
    env,
    extendEnv: false,
  });
  const hostile = join(folder, 'hostile.wasm');
  const functions = [
    { name: `${HOSTILE} run`, export: HOSTILE, body: calls(1) },
    { name: HOSTILE, body: filler(40) },
  ];
  writeFileSync(hostile, namedModule({ functions, data: [HOSTILE.repeat(4)] }));
  browser = await launchChromium();
  pages['hostile'] = await checkPage('hostile', hostile);
  pages['changes'] = await checkPage(
    'changes',
    built('named.wasm'),
    '--against',
    built('linked.wasm'),
    '--exit-zero',
  );
  pages['biome'] = await checkPage('biome', biome);
}, 900_000);
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

async function withPage(
  name: string,
  looking: Looking,
  use: (opened: OpenPage) => Promise<void>,
): Promise<void> {
  const opened = await openPage(browser, pages[name] ?? '', looking);
  try {
    await use(opened);
    expect(opened.wrong).toEqual([]);
    expect(await overflowOf(opened.page)).toBe(0);
  } finally {
    await opened.close();
  }
}

const choose = (page: Page, text: string) => page.locator('fieldset label', { hasText: text }).click();

describe.each(['clawft-agent', 'echo-module', 'all subjects', 'changes', 'hostile', 'biome'])(
  '%s',
  (name) => {
    test.each<[string, Looking]>([
      ['light', {}],
      ['dark', { colorScheme: 'dark' }],
      ['at the width of a phone', { width: 390 }],
    ])(
      '%s: no error, no request, nothing beyond the window, and nothing for axe to find',
      async (_, looking) => {
        await withPage(name, looking, async ({ page }) => expect(await axeViolations(page)).toEqual([]));
      },
    );
  },
);

test('a module of 45 MB makes a page below 1.5 MB', () => {
  expect(statSync(pages['biome'] ?? '').size).toBeLessThan(1.5 * 1024 * 1024);
});

test('from the page over all subjects to the page of each, which says the same, and back', async () => {
  await withPage('all subjects', {}, async ({ page }) => {
    const subjects = page.locator('main a', { hasText: /^(?:clawft-agent|echo-module)$/ });
    expect((await subjects.allTextContents()).toSorted()).toEqual(['clawft-agent', 'echo-module']);
    await subjects.filter({ hasText: 'echo-module' }).click();
    await expect.poll(() => page.locator('h1').textContent()).toContain('echo-module');
    expect(await page.locator('#map .tile').count()).toBeGreaterThan(5);
    await page.goBack();
    await expect.poll(() => page.locator('main a', { hasText: 'clawft-agent' }).count()).toBe(1);
  });
});

test('into the map by mouse, and out by keyboard; a crate that is searched stands out', async () => {
  await withPage('biome', {}, async ({ page }) => {
    const crumbs = page.locator('#crumbs li');
    await page.locator('#map .tile.open', { hasText: 'biome_analyze' }).first().click();
    await expect
      .poll(() => crumbs.allTextContents())
      .toEqual(['biome_wasm_bg.wasm', 'code', 'biome_analyze']);
    await page.locator('#map .tile').first().focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Escape');
    await expect.poll(() => crumbs.count()).toBe(2);
    await page.locator('#search').fill('serde_json');
    await expect.poll(() => page.locator('#panel h3').textContent()).toMatch(/^[\d,]+ found, [\d,]+ B$/);
    expect(await page.locator('#map .tile.dim').count()).toBeGreaterThan(10);
    await page.locator('#panel .rows button', { hasText: /^serde_json$/ }).click();
    await expect.poll(() => crumbs.last().textContent()).toBe('serde_json');
    await choose(page, 'retained');
    await expect.poll(() => crumbs.allTextContents()).toEqual(['code']);
  });
});

test('why a function is here, and who holds it', async () => {
  await withPage('clawft-agent', {}, async ({ page }) => {
    await page.locator('#search').fill('printf_core');
    await page.locator('#panel .rows button', { hasText: /^printf_core$/ }).click();
    const why = page.locator('#panel .why li');
    expect(await why.first().textContent()).toMatch(/^(export|by a table)/);
    expect(await why.last().textContent()).toContain('printf_core');
    expect(await page.locator('#map .tile.chosen').count()).toBe(1);
    // A step leads to what it names.
    const caller = why.nth((await why.count()) - 2);
    const name = await caller.locator('button').textContent();
    await caller.locator('button').click();
    await expect.poll(() => page.locator('#panel h3').textContent()).toBe(name);
    await choose(page, 'before wasm-opt');
    await expect.poll(() => page.locator('#crumbs').textContent()).toContain('unoptimized.wasm');
  });
});

test('what changed', async () => {
  await withPage('changes', {}, async ({ page }) => {
    await choose(page, 'what changed');
    await expect.poll(() => page.locator('#crumbs').textContent()).toBe('against linked.wasm');
    expect(await page.locator('#map .tile.tone-shrank').count()).toBeGreaterThan(10);
    expect(await page.locator('#panel').textContent()).toContain('\u2212');
  });
});

test('names are text, whatever they hold', async () => {
  await withPage('hostile', {}, async ({ page }) => {
    const shown = HOSTILE.replace('\u202e', '\\u{202e}').replace('\u0007', '\\u{7}');
    await page.locator('#search').fill('onerror');
    await page.locator('#panel .rows button').first().click();
    await expect.poll(() => page.locator('#panel h3').textContent()).toContain(shown);
    expect(await page.locator('#panel .why').textContent()).toContain(`export ${shown}`);
    expect(await page.locator('img, iframe, script:not([type])').count()).toBe(1);
    const text = (await page.locator('html').textContent()) ?? '';
    expect(text.match(/[^\P{Cc}\n\t]|[\p{Cf}\u2028\u2029]/gu)).toBeNull();
  });
});

test('the theme is chosen by a button, and everything is reached by Tab', async () => {
  await withPage('echo-module', {}, async ({ page }) => {
    const ground = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    const light = await ground();
    await page.locator('#theme').click();
    await page.locator('#theme').click();
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    expect(await ground()).not.toBe(light);
    const reached = new Set<string>();
    for (let press = 0; press < 40; press++) {
      await page.keyboard.press('Tab');
      reached.add(
        await page.evaluate<string>(
          'document.activeElement.className || document.activeElement.id || document.activeElement.name || ""',
        ),
      );
    }
    expect([...reached]).toEqual(expect.arrayContaining(['search', 'panel']));
    expect([...reached].some((name) => name.startsWith('tile'))).toBe(true);
  });
});
