import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codes } from '@wasmgate/contracts/codes';
import { expect, test } from 'vitest';

const folder = join(import.meta.dirname, '../../docs/codes');

test('every verdict code has a page, and every page a code', () => {
  const pages = readdirSync(folder).map((file) => file.replace(/\.md$/, ''));
  expect(pages.toSorted()).toEqual(Object.keys(codes).toSorted());
});

test.each(Object.keys(codes))('the page of %s says what it means and how to fix it', (code) => {
  const text = readFileSync(join(folder, `${code}.md`), 'utf8');
  expect(text).toMatch(new RegExp(`^# \`${code}\`\n`));
  expect(text).toMatch(/\n## What it means\n/);
  expect(text).toMatch(/\n## How to fix it\n/);
});
