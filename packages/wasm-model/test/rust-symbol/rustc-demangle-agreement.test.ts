import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseRustPath } from '../../src/rust-symbol/parse-rust-path.ts';
import { parseRustSymbol } from '../../src/rust-symbol/parse-rust-symbol.ts';

/**
 * Symbols of rustc 1.95 in both schemes, from its standard library, its own binary and crates that use generic code
 * heavily; `text` is what the crate rustc-demangle 0.1.28 prints with `{:#}`.
 */
const CASES = JSON.parse(
  readFileSync(new URL('fixtures/rustc-demangle-0.1.28.json', import.meta.url), 'utf8'),
) as { symbol: string; text: string }[];

describe('real symbols', () => {
  it.each(CASES)('$text', ({ symbol, text }) => {
    const parsed = parseRustSymbol(symbol);
    expect(parsed?.text).toBe(text);
    expect(parsed?.partial).toBe(false);
  });

  it('mention the same crates mangled and demangled, but for the one that `<[T]>::f` does not name', () => {
    for (const { symbol, text } of CASES) {
      const mangled = parseRustSymbol(symbol);
      const mentioned =
        mangled?.paths.filter((path) => path.role === 'self_type' || path.role === 'trait') ?? [];
      const known = parseRustPath(text)?.crates ?? [];
      expect(known, text).toEqual(
        expect.arrayContaining(text.includes('::') ? mentioned.map((path) => path.crate) : []),
      );
    }
  });
});
