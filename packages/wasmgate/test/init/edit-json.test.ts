import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withEntries } from '../../src/init/edit-json.ts';

const add = (text: string | null, ...entries: Parameters<typeof withEntries>[2]) =>
  withEntries('x.json', text, entries);

it.each([
  ['nothing', null, '{\n  "a": {\n    "b": [\n      1\n    ]\n  }\n}\n'],
  ['an empty object', '{}', '{\n  "a": {\n    "b": [\n      1\n    ]\n  }\n}'],
  ['a line', '{ "c": 2 }', '{ "c": 2, "a": {\n  "b": [\n    1\n  ]\n} }'],
  [
    'lines and comments',
    '{\n\t// c\n\t"c": 2 // d\n}\n',
    '{\n\t// c\n\t"c": 2, // d\n\t"a": {\n\t\t"b": [\n\t\t\t1\n\t\t]\n\t}\n}\n',
  ],
  [
    'a comma at the end',
    '{\n  "c": 2, // d, e\n}',
    '{\n  "c": 2, // d, e\n  "a": {\n    "b": [\n      1\n    ]\n  }\n}',
  ],
  ['a part of it', '{\n  "a": {}\n}', '{\n  "a": {\n    "b": [\n      1\n    ]\n  }\n}'],
  ['all of it', '{"a":{"b":2}}', '{"a":{"b":2}}'],
])('%s is added to', (_, before, after) => {
  expect(add(before, [['a', 'b'], [1]])).toBe(after);
});

it('an element goes to the end of its list', () => {
  expect(add('{"a": ["x"]}', [['a', 1], 'y'])).toBe('{"a": ["x", "y"]}');
  expect(add('{\n  "a": [\n    "x"\n  ]\n}', [['a', 1], 'y'])).toBe('{\n  "a": [\n    "x",\n    "y"\n  ]\n}');
});

it('whatever is there stays, and what is added is there', () => {
  const key = fc.stringMatching(/^[a-z]{1,2}$/);
  const value = fc.jsonValue({ maxDepth: 3 });
  fc.assert(
    fc.property(
      fc.dictionary(key, value),
      fc.constantFrom(undefined, 2, '\t'),
      key,
      value,
      (object, indent, name, added) => {
        const text = JSON.stringify(object, null, indent);
        const after = add(text, [[name], added]);
        // As text: a key may be __proto__, which a comparison of objects does not see.
        const whole = JSON.stringify({ ...object, ...(name in object ? {} : { [name]: added }) });
        expect(JSON.stringify(JSON.parse(after))).toBe(JSON.stringify(JSON.parse(whole)));
        expect(add(after, [[name], added])).toBe(after);
      },
    ),
  );
});

it('what is no object is refused', () => {
  for (const text of ['[]', '{"a": ', '"a"', ''])
    expect(() => add(text, [['a'], 1])).toThrow(/x\.json: is no JSON object/);
});
