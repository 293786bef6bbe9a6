import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { BUILD_SOURCES, SLICED_SOURCES } from '../src/layout.ts';

it('what keys `build` is what turbo.json says', () => {
  const file = join(import.meta.dirname, '../../../turbo.json');
  const { tasks } = JSON.parse(readFileSync(file, 'utf8')) as { tasks: { build: { inputs: unknown[] } } };
  const files = tasks.build.inputs.filter((input) => typeof input === 'string');
  expect(files.toSorted()).toEqual([...BUILD_SOURCES, ...SLICED_SOURCES].toSorted());
});
