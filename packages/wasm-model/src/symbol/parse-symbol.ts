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
  const rust = parseRust(name);
  if (rust !== null) return new DecoratedSymbol(rust, prefix, suffix);
  // binaryen writes `_1` behind the second function of a name. That a name ends so is known only when it is none as it stands.
  const numbered = /_\d{1,10}$/.exec(name.slice(-11))?.[0] ?? '';
  const other = numbered === '' ? null : parseRust(name.slice(0, -numbered.length));
  if (other !== null) return new DecoratedSymbol(other, prefix, numbered + suffix);
  const foreign = parseForeign(name, language);
  if (foreign === null) return null;
  // Go numbers functions itself: `main.init.0`.
  return foreign.scheme === 'go'
    ? foreignSymbol(foreign, decorated, decorated, false)
    : foreignSymbol(foreign, decorated, name, prefix !== '');
}

/** A Rust name with what was written around it; what is made when it is asked for stays so. */
class DecoratedSymbol implements NameSymbol {
  readonly scheme: RustSymbol['scheme'];
  readonly crate: string | null;
  readonly crate_disambiguator: string | null;
  readonly path: readonly string[];
  readonly hash: string | null;
  readonly instantiating_crate: string | null;
  readonly isPart: boolean;
  readonly #symbol: RustSymbol;
  readonly #prefix: string;
  readonly #suffix: string;

  constructor(symbol: RustSymbol, prefix: string, suffix: string) {
    this.scheme = symbol.scheme;
    this.crate = symbol.crate;
    this.crate_disambiguator = symbol.crate_disambiguator;
    this.path = symbol.path;
    this.hash = symbol.hash;
    this.instantiating_crate = symbol.instantiating_crate;
    this.isPart = prefix !== '';
    this.#symbol = symbol;
    this.#prefix = prefix;
    this.#suffix = suffix;
  }

  get plain(): string {
    return this.#symbol.text;
  }

  get text(): string {
    // A number that LLVM makes anew in every build is shown to nobody.
    return `${this.#prefix}${this.plain}${this.#suffix.replace(/\.llvm\.[0-9A-F@]+/, '')}`;
  }

  get paths(): RustSymbol['paths'] {
    return this.#symbol.paths;
  }

  get crates(): readonly string[] {
    return this.#symbol.crates;
  }

  get partial(): boolean {
    return this.#symbol.partial;
  }
}

const parseRust = (name: string): RustSymbol | null => parseRustSymbol(name) ?? parseRustPath(name);

/** What tells by itself comes first: a module of Go may have C++ linked into it. */
const parseForeign = (name: string, language: NameLanguage | null): ForeignSymbol | null =>
  parseItanium(name) ??
  parseCppText(name) ??
  (language === 'go' ? parseGo(name) : language === 'assemblyscript' ? parseAssemblyScript(name) : null);

function foreignSymbol(
  { scheme, path }: ForeignSymbol,
  text: string,
  plain: string,
  isPart: boolean,
): NameSymbol {
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
    isPart,
    paths: [{ crate, segments: path, role: 'defining' }],
    crates: [crate],
    partial: true,
  };
}
