import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editJson } from '../src/json-edit.ts';

const text = `{
  "a": 3.50,
  "big": 4710.0,  "odd": [1,2,  {"x": "}"}],
  "one": { "line": 1e3 },
  "empty": {},
  "esc\\"aped\\u0041": "\\\\"
}
`;

describe('editing JSON text', () => {
  it('replaces a value and leaves every other character', () => {
    expect(editJson(text, [{ path: ['big'], value: 1 }])).toBe(text.replace('4710.0', '1'));
    expect(editJson(text, [{ path: ['odd'], value: null }])).toContain(
      '"big": 4710.0,  "odd": null,\n  "one"',
    );
    expect(editJson(text, [{ path: ['esc"apedA'], value: 'x' }])).toBe(text.replace(String.raw`"\\"`, '"x"'));
  });

  it('inserts after the last member, in the layout of its object', () => {
    expect(editJson(text, [{ path: ['one', 'more'], value: 2 }])).toContain('{ "line": 1e3, "more": 2 }');
    expect(editJson(text, [{ path: ['empty', 'k'], value: { v: 1 } }])).toContain(
      '"empty": {\n    "k": {\n      "v": 1\n    }\n  },',
    );
    expect(editJson(text, [{ path: ['new', 'deep', 'er'], value: 1 }])).toContain(
      '\n  "new": {\n    "deep": {\n      "er": 1\n    }\n  }\n}\n',
    );
  });

  it('removes a member with its comma, first, last and only', () => {
    const abc = '{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}';
    expect(editJson(abc, [{ path: ['a'], value: undefined }])).toBe('{\n  "b": 2,\n  "c": 3\n}');
    expect(editJson(abc, [{ path: ['c'], value: undefined }])).toBe('{\n  "a": 1,\n  "b": 2\n}');
    expect(editJson('{ "a": {"b": 1} }', [{ path: ['a', 'b'], value: undefined }])).toBe('{ "a": {} }');
    expect(editJson(abc, [{ path: ['x', 'y'], value: undefined }])).toBe(abc);
  });

  it('changes the last of two equal keys, the one that JSON.parse takes', () => {
    expect(editJson('{"a":1,"a":2}', [{ path: ['a'], value: 3 }])).toBe('{"a":1,"a":3}');
  });

  it('means the same as editing the parsed document', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue({ noUnicodeString: false }), { noNullPrototype: true }),
        fc.string(),
        fc.jsonValue(),
        fc.constantFrom(0, 2, '\t'),
        (document, key, value, indent) => {
          const before = JSON.stringify(document, null, indent);
          const after: unknown = JSON.parse(editJson(before, [{ path: [key], value }]));
          const entries = Object.entries(JSON.parse(before) as object).filter(([k]) => k !== key);
          const wanted = Object.fromEntries([...entries, [key, value]]);
          expect(after).toEqual(JSON.parse(JSON.stringify(wanted)));
          const removed: unknown = JSON.parse(editJson(before, [{ path: [key], value: undefined }]));
          expect(removed).toEqual(Object.fromEntries(entries));
        },
      ),
    );
  });
});
