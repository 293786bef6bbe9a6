import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kilobytes } from '../src/kilobytes.ts';
import { jsonText } from '../src/json-file.ts';
import { InputError } from '../src/errors.ts';
import { printable, printableLines } from '../src/printable.ts';

test('nothing that steers a terminal survives, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(printable(text)).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
    }),
  );
  expect(printable('\u001b[2Jred\u202etxt')).toBe('\\u{1b}[2Jred\\u{202e}txt');
});

test('lines stay lines, and none is a command of a CI runner', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(printableLines(text)).not.toMatch(/[^\P{Cc}\n\t]|[\p{Cf}\u2028\u2029]|^[^\S\n]*::|##\[/mu);
    }),
  );
  expect(printableLines('a\n\t::error::x\na::b ##[group]')).toBe(
    'a\n\t\\u{3a}:error::x\na::b #\\u{23}[group]',
  );
  expect([printableLines('::x', false), printableLines('::x', true)]).toEqual(['::x', '\\u{3a}:x']);
});

test('a JSON text is printable, and the same data', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })), (data) => {
      const text = jsonText(data);
      expect(text).not.toMatch(/[^\P{Cc}\n]|[\p{Cf}\u2028\u2029]|##\[/u);
      expect(JSON.stringify(JSON.parse(text))).toBe(JSON.stringify(data));
    }),
  );
  expect(jsonText(['\u202e', '\u{e0001}', '##[x]'])).toContain('"\\u202e"');
});

test('an error says in one line what it is given as one, and lines as lines', () => {
  const error = new InputError('a\u001b\n::error::b', { fix: ['one\n', 'two', '  three'] });
  expect(error.message).toBe('a\\u{1b}\\u{a}::error::b');
  expect(error.fix).toBe('one\\u{a}\n  two\n  three');
});

test('long text is cut', () => {
  expect(printable('x'.repeat(400))).toHaveLength(300);
});

test('kilobytes have one decimal', () => {
  expect([kilobytes(81147), kilobytes(0), kilobytes(1024)]).toEqual([79.2, 0, 1]);
});
