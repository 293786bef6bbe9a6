import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parsePathText } from '../../src/rust-symbol/parse-path-text.ts';
import { parseRustPath } from '../../src/rust-symbol/parse-rust-path.ts';

/** What names of Rust and of C++ are made of, and what brackets are hidden in. */
const pieces = fc.constantFrom(
  ...'a B1 :: < > ( ) [ ] { } . , & * -> => .> # ~ operator (.cold) (int)'.split(' '),
  "'",
  '"',
  ' ',
  ' as ',
  ' for ',
  '<impl ',
  '(anonymous namespace)',
);

it('refuses for their parameters only texts that the parser refuses as well', () => {
  fc.assert(
    fc.property(fc.array(pieces, { minLength: 2, maxLength: 14 }), (parts) => {
      const text = `a::${parts.join('')}`;
      const parsed = parsePathText(text);
      const isPath = parsed !== null && /^(?: ?\(?\.[\w.$@]+\)?)?$/.test(parsed.rest);
      expect(parseRustPath(text) !== null, text).toBe(isPath);
    }),
    { numRuns: 20_000 },
  );
});
