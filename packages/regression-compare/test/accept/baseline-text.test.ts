import { parseBaseline, type BaselineSubject } from '@wasmgate/contracts/baseline';
import type { Basis } from '@wasmgate/contracts/basis';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baselineText } from '../../src/accept/baseline-text.ts';

const tools = { toolchain: 'rustc 1', optimizer: 'wasm-opt 132 -Oz' };

function subject({ engine = 'wasmtime 49', ...made }: Basis = tools): BaselineSubject {
  return {
    exact: {
      wasm_size_raw_kb: { value: 1.5, basis: made },
      wasm_exports: { value: 3, basis: made },
      wasm_fuel_init: { value: 12, basis: { ...made, engine } },
    },
  };
}

function write(subjects: Record<string, BaselineSubject>, before = '{}'): string {
  const text = baselineText({ schema_version: 2, subjects }, before);
  expect(parseBaseline('baseline.json', text).subjects).toEqual(subjects);
  expect(baselineText(parseBaseline('baseline.json', text), text), 'written once more').toBe(text);
  return text;
}

/** Lines of the one text that the other does not have. */
function added(before: string, after: string): string[] {
  const lines = new Set(before.split('\n'));
  return after.split('\n').filter((line) => !lines.has(line));
}

describe('baseline.json as it is written', () => {
  it('has a basis once and a metric in a line, sorted', () => {
    expect(write({ b: subject(), a: { startup_time_ms: 3.5 } })).toBe(`{
  "$schema": "./schemas/baseline.schema.json",
  "schema_version": 2,
  "bases": {
    "tools": {
      "toolchain": "rustc 1",
      "optimizer": "wasm-opt 132 -Oz",
      "engine": "wasmtime 49"
    }
  },
  "subjects": {
    "a": {
      "startup_time_ms": 3.5
    },
    "b": {
      "exact": {
        "wasm_exports": { "value": 3, "basis": "tools" },
        "wasm_fuel_init": { "value": 12, "basis": "tools" },
        "wasm_size_raw_kb": { "value": 1.5, "basis": "tools" }
      }
    }
  }
}
`);
  });

  it('shows a new compiler for everything as one changed line', () => {
    const before = write({ a: subject(), b: subject() });
    const newer = subject({ ...tools, toolchain: 'rustc 2' });
    expect(added(before, write({ a: newer, b: newer }, before))).toEqual(['      "toolchain": "rustc 2",']);
  });

  it('gives what alone was accepted with other tools a basis of its own, and leaves the rest as it is', () => {
    const before = write({ a: subject(), b: subject() });
    const other = subject({ ...tools, toolchain: 'rustc 2' });
    const one = { exact: { ...subject().exact, wasm_exports: other.exact!['wasm_exports']! } };
    const after = write({ a: one, b: subject() }, before);
    expect(added(before, after)).toEqual(
      [
        '    },',
        '    "tools-2": {',
        '      "toolchain": "rustc 2",',
        '      "optimizer": "wasm-opt 132 -Oz"',
        '        "wasm_exports": { "value": 3, "basis": "tools-2" },',
      ].filter((line) => !before.split('\n').includes(line)),
    );
    // Accepted all the same later on: nobody is left with the older tools.
    expect(Object.keys(basesOf(write({ a: other, b: other }, after)))).toHaveLength(1);
  });

  it('keeps apart what was componentized and what was not, and shares what is equal', () => {
    const component = subject({ ...tools, componentizer: 'jco 1' });
    const bases = basesOf(write({ a: component, b: subject(), c: component }));
    expect(Object.values(bases).map(({ componentizer }) => componentizer)).toEqual(['jco 1', undefined]);
  });

  it('has the figures of another machine in a set, under a basis that is called like it', () => {
    const exact = subject().exact!;
    const ci = { ...tools, toolchain: 'rustc 2' };
    const before = write({ a: subject() });
    const after = write({ a: { exact, exact_also: { ci: subject(ci).exact! } } }, before);
    expect(added(before, after)).toEqual([
      '    "ci": {',
      '      "toolchain": "rustc 2",',
      '    },',
      '      },',
      '      "exact_also": {',
      '        "ci": {',
      '          "wasm_exports": { "value": 3, "basis": "ci" },',
      '          "wasm_fuel_init": { "value": 12, "basis": "ci" },',
      '          "wasm_size_raw_kb": { "value": 1.5, "basis": "ci" }',
      '        }',
    ]);
    const newer = { a: { exact, exact_also: { ci: subject({ ...ci, toolchain: 'rustc 3' }).exact! } } };
    expect(added(after, write(newer, after))).toEqual(['      "toolchain": "rustc 3",']);
  });

  it('leaves the spelling of what it does not own to whoever wrote it', () => {
    const before =
      '{"schema_version":2,"subjects":{"a":{"startup_time_ms":3.50,"mood":{ "of":\n"the day" },"big":1E3,"gone":1}}}';
    const { subjects } = parseBaseline('baseline.json', before);
    const { gone: _gone, ...entry } = { ...subjects['a'], big: 1001 } as Record<string, unknown>;
    expect(write({ a: entry }, before)).toContain(
      '"startup_time_ms": 3.50,\n      "mood": { "of":\n"the day" },\n      "big": 1001\n',
    );
  });

  it('says of any bases what was accepted', () => {
    const part = fc.constantFrom('x', 'y');
    const basis = fc.record(
      { toolchain: part, optimizer: part, componentizer: part },
      { requiredKeys: ['toolchain'] },
    );
    const entry = fc.dictionary(
      fc.constantFrom('wasm_exports', 'wasm_imports', 'wasm_size_raw_kb', 'wasm_data_bytes', 'mine'),
      fc.record({ value: fc.nat(), basis }),
      { noNullPrototype: true },
    );
    const all = fc.dictionary(fc.constantFrom('a', 'b', 'c'), entry, { noNullPrototype: true });
    const sets = fc.option(
      fc.dictionary(fc.constantFrom('ci', 'tools'), entry, { minKeys: 1, noNullPrototype: true }),
    );
    fc.assert(
      fc.property(all, all, sets, (first, second, exact_also) => {
        const subjects = withExact(second);
        const more: Record<string, BaselineSubject> = exact_also === null ? {} : { d: { exact_also } };
        write({ ...subjects, ...more }, write({ ...withExact(first), ...more }));
      }),
    );
  });
});

function basesOf(text: string): Record<string, Basis> {
  return (JSON.parse(text) as { bases: Record<string, Basis> }).bases;
}

function withExact(
  figures: Record<string, NonNullable<BaselineSubject['exact']>>,
): Record<string, BaselineSubject> {
  const entries = Object.entries(figures).map(([name, exact]) => [
    name,
    Object.keys(exact).length === 0 ? {} : { exact },
  ]);
  return Object.fromEntries(entries) as Record<string, BaselineSubject>;
}
