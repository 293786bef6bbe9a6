import { expect, test } from 'vitest';

import { parseInvocation } from '../src/index.ts';

const literals = (text: string) => parseInvocation(text).args;

test('a name without arguments', () => {
  expect(parseInvocation(' process-message ( ) ')).toEqual({ name: 'process-message', args: [] });
});

test('an export inside an exported instance', () => {
  expect(parseInvocation('wasi:cli/run@0.2.0#run()').name).toBe('wasi:cli/run@0.2.0#run');
});

test('numbers keep their digits', () => {
  expect(literals('f(18446744073709551615, -1, 2.5e-3, -inf, nan)')).toEqual(
    ['18446744073709551615', '-1', '2.5e-3', '-inf', 'nan'].map((text) => ({ type: 'number', text })),
  );
});

test('strings with brackets, commas and every escape', () => {
  expect(literals(String.raw`f("a),(\"\\\n\u{1F600}", 'x', '\'')`)).toEqual([
    { type: 'string', value: 'a),("\\\n\u{1F600}' },
    { type: 'char', value: 'x' },
    { type: 'char', value: "'" },
  ]);
});

test('nested lists and a trailing comma', () => {
  expect(literals('f([[true], [],], )')).toEqual([
    {
      type: 'list',
      items: [
        { type: 'list', items: [{ type: 'bool', value: true }] },
        { type: 'list', items: [] },
      ],
    },
  ]);
});

test.each([
  ['', 'not an invocation'],
  ['init', 'not an invocation'],
  ['(1)', 'not an invocation'],
  ['f(', 'column 3: expected a number'],
  ['f(1', 'column 4: expected ,'],
  ['f(1 2)', 'column 5: expected ,'],
  ['f("x)', 'missing closing "'],
  ['f() g()', 'nothing may follow'],
  [String.raw`f("\q")`, 'unknown escape'],
  [String.raw`f("\u{d800}")`, 'unknown escape'],
  ["f('ab')", 'one Unicode scalar value'],
  ['f(' + '['.repeat(40), 'nested too deeply'],
])('%s is refused with the column', (text, message) => {
  expect(() => parseInvocation(text)).toThrow(
    expect.objectContaining({ kind: 'arguments', message: expect.stringContaining(message) }),
  );
});

test.each(['f(some(1))', 'f({a: 1})', 'f((1, 2))', 'f(inferno)'])('%s is called unsupported', (text) => {
  expect(() => parseInvocation(text)).toThrow(expect.objectContaining({ kind: 'unsupported' }));
});
