import { expect, test } from 'vitest';
import { commandsHere } from '../src/commands-here.ts';
import { cell, renderTable } from '../src/index.ts';

test('a cell is cut', () => {
  expect(cell('y'.repeat(100), 10)).toBe('yyyyyyy...');
});

test('a table is aligned and has one line a row', () => {
  const text = renderTable(
    [{ head: 'metric' }, { head: 'bytes', align: 'right' }],
    [
      ['raw', '81,147'],
      ['gzip -9', '6'],
    ],
  );
  expect(text.split('\n')).toEqual(['  metric    bytes', '  raw      81,147', '  gzip -9       6']);
});

test('a fix names a command that is there: under Plug’n’Play npx finds nothing', () => {
  const fix = 'fix: npx wasmgate baseline --accept; npx\n  turbo run verify; npx other';
  expect(commandsHere(fix, false)).toBe(fix);
  expect(commandsHere(fix, true)).toBe(
    'fix: yarn wasmgate baseline --accept; yarn\n  turbo run verify; npx other',
  );
});
