import { expect, test } from 'vitest';
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
