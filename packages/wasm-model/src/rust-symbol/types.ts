/**
 * What a path is to the symbol that mentions it: where the item is defined, the self type or the trait of an
 * `impl` (a trait of a `dyn` type as well), any other type or constant in it, the crate that instantiated it.
 */
export type RustPathRole = 'defining' | 'self_type' | 'trait' | 'type_argument' | 'instantiating';

/** A parsed path. `segments[0]` is the crate's root module, so it equals `crate`; generic arguments are not in it. */
export interface RustPath {
  readonly crate: string;
  readonly segments: readonly string[];
  readonly role: RustPathRole;
}

/** What a mangled (`v0`, `legacy`) or already demangled (`text`) Rust name says. */
export interface RustSymbol {
  readonly scheme: 'v0' | 'legacy' | 'text';
  /**
   * The crate the item is defined in. In `legacy` and `text` names such as `<T as Trait>::f` it is the best guess
   * (see `implOwner`), and null when nothing in the name tells, as in `<[u8]>::len`.
   */
  readonly crate: string | null;
  /** Hexadecimal, as rustc prints it; null where the scheme or the name has none. */
  readonly crate_disambiguator: string | null;
  /** From the crate root to the item; an `impl` block is `{impl#N}` (v0, as in rustc's own paths) or `{impl}`. */
  readonly path: readonly string[];
  /** `h` and 16 hexadecimal digits, of a legacy name. */
  readonly hash: string | null;
  readonly instantiating_crate: string | null;
  /** For people: what rustc-demangle prints with `{:#}`. It may hold any character, so strip controls to print it. */
  readonly text: string;
  /** Every path in the name, without duplicates, the defining one first. */
  readonly paths: readonly RustPath[];
  /** The crates of `paths`, without duplicates. */
  readonly crates: readonly string[];
  /** True if a limit cut `paths` short: that a crate is missing from it then proves nothing. */
  readonly partial: boolean;
}

/** Longer names are not parsed: real ones stay far below it. Unit: UTF-16 code units. */
export const MAX_NAME_LENGTH = 1 << 18;

/** The crates of `paths` in order of first mention. */
export function cratesOf(paths: readonly RustPath[]): string[] {
  return [...new Set(paths.map((path) => path.crate))];
}
