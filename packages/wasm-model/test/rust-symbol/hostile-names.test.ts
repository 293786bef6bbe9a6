import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRustPath } from '../../src/rust-symbol/parse-rust-path.ts';
import { parseRustSymbol } from '../../src/rust-symbol/parse-rust-symbol.ts';
import { MAX_NAME_LENGTH } from '../../src/rust-symbol/types.ts';
import { MAX_TEXT_LENGTH } from '../../src/rust-symbol/v0-writer.ts';

const REAL = (
  JSON.parse(readFileSync(new URL('fixtures/rustc-demangle-0.1.28.json', import.meta.url), 'utf8')) as {
    symbol: string;
    text: string;
  }[]
).flatMap(({ symbol, text }) => [symbol, text]);

/** `base-62-number` of the v0 grammar. */
function base62(value: number): string {
  if (value === 0) return '_';
  let digits = '';
  for (let rest = value - 1; digits === '' || rest > 0; rest = Math.floor(rest / 62)) {
    digits = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'.charAt(rest % 62) + digits;
  }
  return `${digits}_`;
}

/**
 * Appends the generic arguments `first` and `levels` tuples, each of which holds the one before it `width` times.
 * Gives the reference to the last one, too.
 */
function withTuples(
  head: string,
  levels: number,
  first: string,
  width: number,
): { text: string; last: string } {
  let text = head + first;
  let last = `B${base62(head.length)}`;
  for (let level = 0; level < levels; level += 1) {
    const start = text.length;
    text += `T${last.repeat(width)}E`;
    last = `B${base62(start)}`;
  }
  return { text: `${text}E`, last };
}

/** What is wrong with the results for a name: nothing, if the parsers keep their bounds. */
function problems(name: string): string[] {
  const symbol = parseRustSymbol(name);
  const found: string[] = [];
  if (symbol?.scheme === 'v0' && symbol.text.length > MAX_TEXT_LENGTH + name.length + 64)
    found.push('long text');
  for (const path of [symbol, parseRustPath(name)].flatMap((parsed) => parsed?.paths ?? [])) {
    if (path.segments[0] !== path.crate) found.push(`not in its crate: ${path.segments.join('::')}`);
  }
  return found;
}

describe('hostile names', () => {
  it('cut the text, not the evidence, when back references expand without end', () => {
    const symbol = parseRustSymbol(`_R${withTuples('INvC1a1f', 200, 'NtC5tokio1T', 2).text}`);
    expect(symbol?.text).toMatch(/\{size limit reached\}$/);
    expect(symbol?.text.length).toBeLessThan(MAX_TEXT_LENGTH + 64);
    expect(symbol).toMatchObject({ crates: ['a', 'tokio'], partial: false });
  });

  it('cut the text, not the evidence, when back references nest too deeply to print', () => {
    // The tuples stand in the path of an `impl`, which is not printed; its type is the last of them.
    const { text, last } = withTuples('NvMINvC1a1f', 5000, 'NtC5tokio1T', 1);
    const symbol = parseRustSymbol(`_R${text}${last}1g`);
    expect(symbol?.text).toMatch(/\{recursion limit reached\}$/);
    expect(symbol).toMatchObject({ crates: ['a', 'tokio'], partial: false });
  });

  it('say so when back references make paths longer than any evidence', () => {
    let symbol = 'INvC1a1f';
    let previous = symbol.length;
    symbol += 'NtC1a1b';
    for (let level = 0; level < 20_000; level += 1) {
      const start = symbol.length;
      symbol += `NvB${base62(previous)}1c`;
      previous = start;
    }
    expect(parseRustSymbol(`_R${symbol}E`)).toMatchObject({ crate: 'a', partial: true });
  });

  it.each([
    ['a cycle', '_RNvB_1f'],
    ['a cycle over a type', '_RINvC1a1fTB8_EE'],
    ['a forward reference', '_RINvC1a1fBz_E'],
    ['nesting without end', `_R${'Nv'.repeat(60_000)}C1a`],
    ['types without end', `_RINvC1a1f${'R'.repeat(100_000)}uE`],
    ['constants without end', `_RINvC1a1fK${'R'.repeat(100_000)}`],
    ['patterns without end', `_RINvC1a1fWm${'O'.repeat(100_000)}`],
    ['a number over 64 bits', '_RNvCszzzzzzzzzzzz_1a1f'],
    ['a length past the end', '_RNvC1a99999999999999999999f'],
    ['a name over the limit', `_RNvC1a${MAX_NAME_LENGTH}${'x'.repeat(MAX_NAME_LENGTH)}`],
    ['legacy elements past the end', '_ZN99999999999999999999a17h0123456789abcdefE'],
  ])('refuse %s', (_what, name) => {
    expect(parseRustSymbol(name)).toBeNull();
  });

  it('bound the lifetimes of a binder', () => {
    expect(parseRustSymbol('_RINvC1a1fFGzzzzzzz_EuE')?.text).toMatch(/\{size limit reached\}$/);
    expect(parseRustSymbol('_RINvC1a1fRL9_uE')?.text).toBe("a::f::<&'{invalid syntax} ()>");
  });

  it.each(['<', '(', '[', '{', 'a<', '<a as ', '"\\', "'\\", 'a::<', 'a::{', "for<'a> ", '::', 'a::b,'])(
    'read %j over and over in a demangled text',
    (part) => {
      for (const head of ['a::b', 'a::b<']) expect(problems(head + part.repeat(50_000))).toEqual([]);
    },
  );

  it('read a legacy element of many escapes', () => {
    const element = '$LT$a..b$C$'.repeat(10_000);
    expect(parseRustSymbol(`_ZN1a${element.length}${element}17h0123456789abcdefE`)?.partial).toBe(true);
  });

  it('never throw on random text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(problems(text)).toEqual([]);
      }),
    );
    const v0 = fc.string({
      unit: fc.constantFrom(...'CNMXYIBRQPOASTFDGKLEUWVpsuvtebjhn0123_'),
      maxLength: 60,
    });
    fc.assert(
      fc.property(v0, (text) => {
        expect(problems(`_R${text}`)).toEqual([]);
      }),
      { numRuns: 5000 },
    );
    const path = fc.array(
      fc.constantFrom(...'abT<>()[]{}&,;=+!#', '::', ' as ', 'dyn ', ' for ', 'impl ', '->', "'a"),
    );
    fc.assert(
      fc.property(path, (parts) => {
        expect(problems(`a::b${parts.join('')}`)).toEqual([]);
      }),
      { numRuns: 5000 },
    );
  });

  it('never throw on a real name with changes', () => {
    const edit = fc.record({
      at: fc.nat(500),
      remove: fc.nat(6),
      insert: fc.string({ unit: fc.constantFrom(...'BNCIETRK_0123sSLG$.<>:{}u'), maxLength: 5 }),
    });
    fc.assert(
      fc.property(fc.constantFrom(...REAL), fc.array(edit, { minLength: 1, maxLength: 4 }), (name, edits) => {
        let text = name;
        for (const { at, remove, insert } of edits) {
          const from = at % (text.length + 1);
          text = text.slice(0, from) + insert + text.slice(from + remove);
        }
        expect(problems(text)).toEqual([]);
      }),
      { numRuns: 5000 },
    );
  });
});
