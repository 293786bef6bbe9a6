import type { RustSymbol } from '../rust-symbol/types.ts';

/** How a name is written: three ways of Rust, and those of other languages. */
export type SymbolScheme = RustSymbol['scheme'] | 'itanium' | 'cpp_text' | 'go' | 'assemblyscript';

/**
 * What a name says. Of other languages than Rust it is what owns the function, in the place of the crate: the outermost
 * namespace (or class) of C++, the package of Go, the file of AssemblyScript. Those are `partial`: types in them are not read.
 */
export interface NameSymbol extends Omit<RustSymbol, 'scheme'> {
  readonly scheme: SymbolScheme;
  /** `text` without what linkers and optimizers wrote around the name. */
  readonly plain: string;
  /** Whether something is written in front of it: it is a part that an optimizer split off, or a stub, of what has that name. */
  readonly isPart: boolean;
}

/** What a parser of another language finds. */
export interface ForeignSymbol {
  readonly scheme: Exclude<SymbolScheme, RustSymbol['scheme']>;
  /** The owner first. */
  readonly path: readonly [string, ...string[]];
}
