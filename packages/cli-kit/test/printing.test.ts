import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  cell,
  findingText,
  findingWords,
  formatBytes,
  formatMs,
  formatPct,
  kilobytes,
  printable,
  renderTable,
} from '../src/index.ts';

test('nothing that steers a terminal survives, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(printable(text)).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
    }),
  );
  expect(printable('\u001b[2Jred\u202etxt')).toBe('\\u{1b}[2Jred\\u{202e}txt');
});

test('long text is cut', () => {
  expect(printable('x'.repeat(400))).toHaveLength(300);
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

test('figures have units that suit them', () => {
  expect([
    formatMs(0.0162),
    formatMs(44.12),
    formatMs(1500),
    formatBytes(81147),
    formatPct(2.13),
    formatPct(-12.6),
  ]).toEqual(['16.2 us', '44.1 ms', '1.50 s', '81,147 B', '+2.1 %', '-13 %']);
  expect([kilobytes(81147), kilobytes(0), kilobytes(1024)]).toEqual([79.2, 0, 1]);
});

test('the text of a finding cannot steer a terminal either', () => {
  const text = findingText({ code: 'exports_missing', args: { missing: ['in\u001b[31mit'] } });
  expect(text).toContain('in\\u{1b}[31mit');
});

test('every code has words and a command', () => {
  for (const words of Object.values(findingWords)) {
    expect(words.text({}).length).toBeGreaterThan(10);
    expect(words.fix({}, 'echo-module').length).toBeGreaterThan(10);
  }
});
