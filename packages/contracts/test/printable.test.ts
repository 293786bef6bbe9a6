import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kilobytes } from '../src/kilobytes.ts';
import { printable } from '../src/printable.ts';

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
});

test('kilobytes have one decimal', () => {
  expect([kilobytes(81147), kilobytes(0), kilobytes(1024)]).toEqual([79.2, 0, 1]);
});
