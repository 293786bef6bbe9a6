import { expect, test } from 'vitest';
import { commandsHere } from '../src/commands-here.ts';
import { cell, fitLines, renderTable } from '../src/index.ts';
import { cutMiddle } from '../src/wrap.ts';

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
    null,
  );
  expect(text.split('\n')).toEqual(['  metric    bytes', '  raw      81,147', '  gzip -9       6']);
});

const long = [
  { head: 'bytes', align: 'right' as const },
  { head: 'name', long: 'cut' as const },
  { head: 'why', long: 'wrap' as const },
];
const row = ['81,147', 'core::fmt::float::float_to_decimal_common_exact', 'because it is there and'];

test('a table gives way where it may: names lack their middle, text is wrapped, figures stay', () => {
  expect(renderTable(long, [row], 50).split('\n')).toEqual([
    '   bytes  name                 why',
    '  81,147  core::fmt…mon_exact  because it is there',
    '                               and',
  ]);
});

test('a table that goes to no terminal is whole', () => {
  expect(renderTable(long, [row], null)).toContain(row.join('  '));
});

test('a name without room stands above its row, in several lines where it is wider than all', () => {
  const columns = [
    { head: 'key', long: 'above' as const },
    { head: 'now', align: 'right' as const },
  ];
  const rows = [
    ['wasm_imports', '1,000,000'],
    ['timed / linux/x64 / wasm_instantiation', '12'],
  ];
  expect(renderTable(columns, rows, 30).split('\n')).toEqual([
    '  key                 now',
    '  wasm_imports  1,000,000',
    '  timed / linux/x64 /',
    '  wasm_instantiation',
    '                       12',
  ]);
});

test('a line that is too long goes on below, further in, in its colours', () => {
  expect(fitLines('short\n  \u001b[33mone two three four\u001b[39m', 14).split('\n')).toEqual([
    'short',
    '  \u001b[33mone two\u001b[39m',
    '    \u001b[33mthree four\u001b[39m',
  ]);
});

test('a command that fits in a line stays in one, to be copied', () => {
  const text = '  fix: if it is meant: npx wasmgate baseline --accept wasm_size; else look';
  expect(fitLines(text, 55).split('\n')).toEqual([
    '  fix: if it is meant:',
    '    npx wasmgate baseline --accept wasm_size; else look',
  ]);
});

test('a command that fits in no line is in several that a shell takes for one', () => {
  const text = '  accept it: npx wasmgate baseline --accept wasm_size_raw_kb wasm_size_gzip_kb';
  expect(fitLines(text, 40).split('\n')).toEqual([
    '  accept it:',
    '    npx wasmgate baseline --accept \\',
    '    wasm_size_raw_kb wasm_size_gzip_kb',
  ]);
});

test('a name is cut by columns, not by characters', () => {
  expect(cutMiddle('begin-and-end', 7)).toBe('beg…end');
  expect(cutMiddle('漢字漢字漢字', 7)).toBe('漢字…字');
});

test('a fix names a command that is there: under Plug’n’Play npx finds nothing', () => {
  const fix = 'fix: npx wasmgate baseline --accept; npx\n  turbo run verify; npx other';
  expect(commandsHere(fix, false)).toBe(fix);
  expect(commandsHere(fix, true)).toBe(
    'fix: yarn wasmgate baseline --accept; yarn\n  turbo run verify; npx other',
  );
});
