import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

const below = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
const readmes = (folder: string) =>
  readdirSync(join(root, folder)).map((name) => join(folder, name, 'README.md'));

const files = [...readdirSync(root), ...below('docs'), ...readmes('packages'), ...readmes('subjects')].filter(
  (file) => file.endsWith('.md') && existsSync(join(root, file)),
);

/** A page without its blocks and spans of code, in which nothing is a link. */
const prose = (file: string) =>
  readFileSync(join(root, file), 'utf8')
    .replaceAll(/^( *)```[^]*?^\1```/gm, '')
    .replaceAll(/`[^`\n]*`/g, (code) => code.replaceAll(/[[\]()]/g, ' '));

/** Where the links of a page lead, but for those to other sites. */
const linksOf = (file: string) =>
  [...prose(file).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !/^[a-z]+:/.test(link));

/** The anchors of a page, as GitHub makes them from its headings. */
function anchorsOf(file: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading = ''] of prose(file).matchAll(/^#+ +(.*)$/gm)) {
    const text = heading.replaceAll(/\]\([^)]*\)/g, ']').toLowerCase();
    const slug = text.replaceAll(/[^\p{L}\p{N}\p{M}_ -]/gu, '').replaceAll(' ', '-');
    let anchor = slug;
    for (let again = 1; anchors.has(anchor); again++) anchor = `${slug}-${again}`;
    anchors.add(anchor);
  }
  return anchors;
}

/** What is wrong with a link of a page; undefined when it leads somewhere. */
function flaw(file: string, link: string): string | undefined {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? file : join(dirname(file), decodeURI(path));
  if (!existsSync(join(root, target))) return `${link}: there is no ${target}`;
  if (anchor !== undefined && !anchorsOf(target).has(anchor)) return `${link}: ${target} has no #${anchor}`;
  return undefined;
}

test.each(files)('the links of %s lead somewhere', (file) => {
  expect(linksOf(file).flatMap((link) => flaw(file, link) ?? [])).toEqual([]);
});

test('links are looked for, and what leads nowhere is found', () => {
  expect(files).toEqual(
    expect.arrayContaining(['README.md', 'docs/architecture.md', 'packages/size/README.md']),
  );
  expect(linksOf('README.md')).toContain('docs/caching.md');
  expect(linksOf('README.md').length).toBeGreaterThan(10);
  expect(flaw('README.md', 'docs/nowhere.md')).toMatch(/there is no docs\/nowhere\.md/);
  expect(flaw('docs/caching.md', '#nowhere')).toMatch(/has no #nowhere/);
  expect(flaw('docs/caching.md', '../README.md#run-it')).toBeUndefined();
});
