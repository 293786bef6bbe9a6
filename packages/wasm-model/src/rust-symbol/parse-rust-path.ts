import { decodeLegacyElement } from './parse-legacy.ts';
import { parsePathText } from './parse-path-text.ts';
import type { RustSymbol } from './types.ts';
import { cratesOf, MAX_NAME_LENGTH } from './types.ts';

/**
 * Parses a name that is demangled already, as linkers write them: `a::b::c`, with or without a `::h…` hash or crate
 * disambiguators, `<a::T as b::Trait>::f`, and what a C++ demangler makes of legacy symbols (`a::drop$LT$b..T$GT$`).
 * Null if the text is not one path of two segments or more (`main`, `memcpy`, `a:b/c`, C++ with parameters).
 */
export function parseRustPath(text: string): RustSymbol | null {
  if (text.length > MAX_NAME_LENGTH || !text.includes('::')) return null;
  const plain = text.includes('$') ? text.split('::').map(decodeLegacyElement).join('::') : text;
  const parsed = hasParameters(plain) ? null : parsePathText(plain);
  if (parsed === null || !/^(?: ?\(?\.[\w.$@]+\)?)?$/.test(parsed.rest)) return null;
  const last = parsed.segments.at(-1) ?? '';
  // binaryen writes a number behind the second function of a name.
  const hash = /^(h[0-9a-f]{16})(?:_\d{1,10})?$/.exec(last)?.[1] ?? null;
  const path = hash === null ? parsed.segments : parsed.segments.slice(0, -1);
  const paths = parsed.paths.map((entry) =>
    entry.role === 'defining' ? { ...entry, segments: path } : entry,
  );
  return {
    scheme: 'text',
    crate: parsed.crate,
    crate_disambiguator: parsed.crate_disambiguator,
    path,
    hash,
    instantiating_crate: null,
    text: hash === null ? plain : plain.replace(`::${last}`, ''),
    paths,
    crates: cratesOf(paths),
    partial: false,
  };
}

/**
 * Whether a parenthesis stands outside all brackets, as in C++ that a linker demangled: in a Rust path only a suffix has one, `(.cold)`.
 * Known without parsing unless arrows, literals or braces come before, whose brackets need not match.
 */
function hasParameters(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charAt(at)) {
      case '(':
        if (depth === 0) return text.charAt(at + 1) !== '.';
        depth += 1;
        break;
      case '<':
      case '[':
        depth += 1;
        break;
      case '>':
      case ']':
      case ')':
        depth -= 1;
        break;
      case '-':
      case '=':
      case '.':
      case '"':
      case "'":
      case '{':
        return false;
    }
  }
  return false;
}
