import type { ForeignSymbol } from './symbol.ts';

/** Names in a scope that are looked at: what comes after tells nobody's namespace. */
const MAX_PATH = 64;
const ANONYMOUS = '(anonymous namespace)';

/**
 * The scope of a mangled C++ name (Itanium C++ ABI, section 5.1, https://itanium-cxx-abi.github.io/cxx-abi/abi.html#mangling):
 * the names from the outermost namespace to the function, up to the first that has template arguments. Null for what is in
 * no namespace and no class, and for what is no such name.
 */
export function parseItanium(name: string): ForeignSymbol | null {
  const start = /^__?Z(?:T[VTISW]|T[hv]n?\d+_(?:n?\d+_)?|Tc(?:[hv]n?\d+_(?:n?\d+_)?){2}|G[VR])?/.exec(
    name,
  )?.[0];
  return start === undefined ? null : scopeOf(name, start.length);
}

/** `Z` is a function in whose body the entity stands: that one's scope counts. `St` is `std::`. */
function scopeOf(name: string, start: number): ForeignSymbol | null {
  let at = start;
  while (name.startsWith('Z', at)) at += 1;
  if (name.startsWith('N', at)) return symbolOf(readNested(name, at + 1));
  if (!name.startsWith('St', at)) return null;
  return symbolOf(['std', ...readSources(name, at + 2, 1)]);
}

/** <nested-name>: qualifiers, then the prefix. */
function readNested(name: string, start: number): string[] {
  const at = start + (/^H?[rVK]*[RO]?/.exec(name.slice(start, start + 8))?.[0].length ?? 0);
  // The abbreviations of std's own (5.1.10, "Compression").
  const std = /^S[tabsiod]/.test(name.slice(at, at + 2));
  return std ? ['std', ...readSources(name, at + 2, MAX_PATH)] : readSources(name, at, MAX_PATH);
}

/** <source-name>s in a row: a length and as many characters. */
function readSources(name: string, start: number, max: number): string[] {
  const sources: string[] = [];
  for (let at = start; sources.length < max;) {
    const [whole, digits] = /^L?([1-9]\d{0,5})/.exec(name.slice(at, at + 7)) ?? [];
    if (whole === undefined) break;
    at += whole.length + Number(digits);
    if (at > name.length) return [];
    const source = name.slice(at - Number(digits), at);
    sources.push(source.startsWith('_GLOBAL__N') ? ANONYMOUS : source);
  }
  return sources;
}

const symbolOf = ([owner, ...rest]: string[]): ForeignSymbol | null =>
  owner === undefined ? null : { scheme: 'itanium', path: [owner, ...rest] };
