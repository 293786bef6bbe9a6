import type { NameSymbol } from '@wasmgate/wasm-model';
import { withoutGenerics } from './without-generics.ts';

/**
 * What the instances of one generic have in common: crate with disambiguator and path in the v0 scheme, where an `impl`
 * has a number of its own; the text without type arguments in the others. A part that an optimizer split off is no instance.
 */
export function familyKey(symbol: NameSymbol): string {
  if (symbol.isPart) return symbol.text;
  if (symbol.scheme !== 'v0') return withoutGenerics(symbol.plain);
  return `${symbol.crate_disambiguator ?? ''} ${symbol.path.join('::')}`;
}

/** A family by the names of its instances: what they read without type arguments, or the path when that differs. */
export function familyName(instances: readonly NameSymbol[]): string {
  const texts = new Set(instances.map(({ plain }) => withoutGenerics(plain)));
  const [first] = texts;
  const path = instances[0]?.path.join('::') ?? '';
  return texts.size === 1 && first !== undefined ? first : path;
}
