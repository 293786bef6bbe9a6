import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { BUILD_SOURCES, SETTINGS_SOURCES } from '../src/layout.ts';

it('what keys `build` is what turbo.json says', () => {
  const file = join(import.meta.dirname, '../../../turbo.json');
  type Tasks = Record<'build' | 'settings', { inputs: unknown[] }>;
  const { tasks } = JSON.parse(readFileSync(file, 'utf8')) as { tasks: Tasks };
  const filesOf = (task: keyof Tasks) => tasks[task].inputs.filter((input) => typeof input === 'string');
  expect(filesOf('build').toSorted()).toEqual([...BUILD_SOURCES].toSorted());
  expect(filesOf('settings').toSorted()).toEqual([...SETTINGS_SOURCES].toSorted());
});
