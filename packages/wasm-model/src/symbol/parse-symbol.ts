import { parseRustPath } from '../rust-symbol/parse-rust-path.ts';
import { parseRustSymbol } from '../rust-symbol/parse-rust-symbol.ts';
import { MAX_NAME_LENGTH, type RustSymbol } from '../rust-symbol/types.ts';
import type { NameLanguage } from './name-language.ts';
import { parseAssemblyScript } from './parse-assemblyscript.ts';
import { parseCppText } from './parse-cpp-text.ts';
import { parseGo } from './parse-go.ts';
import { parseItanium } from './parse-itanium.ts';
import type { ForeignSymbol, NameSymbol } from './symbol.ts';
import { undecorate } from './undecorate.ts';

/**
 * Reads a name of a function, global or segment: the one reading for all tools. What linkers and optimizers wrote around it
 * comes off first. Null when it says nothing of where it is from; never throws; linear in the name's length.
 */
export function parseSymbol(decorated: string, language: NameLanguage | null = null): NameSymbol | null {
  if (decorated.length > MAX_NAME_LENGTH) return null;
  const { prefix, name, suffix } = undecorate(decorated);
  const around = (symbol: RustSymbol, more = ''): NameSymbol => ({
    ...symbol,
    plain: symbol.text,
    // A number that LLVM makes anew in every build is shown to nobody.
    text: `${prefix}${symbol.text}${more}${suffix.replace(/\.llvm\.[0-9A-F@]+/, '')}`,
  });
  const rust = parseRust(name);
  if (rust !== null) return around(rust);
  // binaryen writes `_1` behind the second function of a name. That a name ends so is known only when it is none as it stands.
  const numbered = /_\d{1,10}$/.exec(name.slice(-11))?.[0] ?? '';
  const other = numbered === '' ? null : parseRust(name.slice(0, -numbered.length));
  if (other !== null) return around(other, numbered);
  const foreign = parseForeign(name, language);
  if (foreign === null) return null;
  // Go numbers functions itself: `main.init.0`.
  return foreignSymbol(foreign, decorated, foreign.scheme === 'go' ? decorated : name);
}

const parseRust = (name: string): RustSymbol | null => parseRustSymbol(name) ?? parseRustPath(name);

/** What tells by itself comes first: a module of Go may have C++ linked into it. */
const parseForeign = (name: string, language: NameLanguage | null): ForeignSymbol | null =>
  parseItanium(name) ??
  parseCppText(name) ??
  (language === 'go' ? parseGo(name) : language === 'assemblyscript' ? parseAssemblyScript(name) : null);

function foreignSymbol({ scheme, path }: ForeignSymbol, text: string, plain: string): NameSymbol {
  const [crate] = path;
  return {
    scheme,
    crate,
    crate_disambiguator: null,
    path,
    hash: null,
    instantiating_crate: null,
    text,
    plain,
    paths: [{ crate, segments: path, role: 'defining' }],
    crates: [crate],
    partial: true,
  };
}
