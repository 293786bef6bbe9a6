import { parseLegacy } from './parse-legacy.ts';
import { parsePathText } from './parse-path-text.ts';
import { parseV0 } from './parse-v0.ts';
import type { RustSymbol } from './types.ts';
import { cratesOf, MAX_NAME_LENGTH } from './types.ts';
import { V0Symbol } from './v0-symbol.ts';

/**
 * Parses a mangled Rust name, v0 (`_R…`) or legacy (`_ZN…17h…E`), with one more underscore in front if need be and
 * with a suffix of LLVM (`.llvm.123`) or others. Null for everything else; never throws; work and memory are linear
 * in the name's length, whatever its back references say.
 */
export function parseRustSymbol(name: string): RustSymbol | null {
  if (name.length > MAX_NAME_LENGTH) return null;
  const match = /^__?(R(?=[A-Z])|ZN)/.exec(name);
  if (match === null) return null;
  const body = name.slice(match[0].length).replace(/\.llvm\.[0-9A-F@]*$/, '');
  return match[1] === 'R' ? v0Symbol(body) : legacySymbol(body);
}

function v0Symbol(body: string): RustSymbol | null {
  const [symbol = '', suffix = ''] = splitSuffix(body);
  const syntax = /^\w*$/.test(symbol) ? parseV0(symbol) : null;
  if (syntax === null || !isSuffix(suffix)) return null;
  return new V0Symbol(syntax, symbol.length, suffix);
}

function legacySymbol(body: string): RustSymbol | null {
  const syntax = parseLegacy(body);
  if (syntax === null || !isSuffix(syntax.suffix)) return null;
  const text = syntax.elements.join('::');
  const parsed = parsePathText(text);
  // Elements that are no path (an escape of another compiler) still are a name, but prove nothing.
  const known = parsed !== null && parsed.rest === '' ? parsed : null;
  const paths = known?.paths ?? [];
  return {
    scheme: 'legacy',
    crate: known?.crate ?? null,
    crate_disambiguator: null,
    path: known?.segments ?? syntax.elements,
    hash: syntax.hash,
    instantiating_crate: null,
    text: text + syntax.suffix,
    paths,
    crates: cratesOf(paths),
    partial: known === null,
  };
}

function splitSuffix(body: string): [string, string] {
  const at = body.search(/[.$]/);
  return at < 0 ? [body, ''] : [body.slice(0, at), body.slice(at)];
}

/** A vendor's suffix: printable ASCII from `.` or `$` on. */
function isSuffix(suffix: string): boolean {
  return /^(?:[.$][\x21-\x7e]*)?$/.test(suffix);
}
