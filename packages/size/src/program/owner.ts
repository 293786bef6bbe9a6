import type { RustSymbol } from '@wasmgate/wasm-model';

/** What kind of owner it is; see docs/size.md. */
export type OwnerKind = 'crate' | 'sysroot' | 'no_crate' | 'unattributed';

/** Who bytes are billed to. `crate` is null unless the kind is `crate` or `sysroot`. */
export interface Owner {
  readonly kind: OwnerKind;
  readonly crate: string | null;
}

/** The crates that come with the compiler. What std vendors (hashbrown, gimli …) has the name of an ordinary crate. */
const SYSROOT: ReadonlySet<string> = new Set([
  'core',
  'alloc',
  'std',
  'proc_macro',
  'test',
  'compiler_builtins',
  'panic_abort',
  'panic_unwind',
  'std_detect',
  'unwind',
  '__rustc',
]);

/** A function whose name is not known. */
export const UNATTRIBUTED: Owner = { kind: 'unattributed', crate: null };
/** A function with a name that no Rust crate stands in: C, an export, a shim of the linker. */
const NO_CRATE: Owner = { kind: 'no_crate', crate: null };

/** The owner that a crate of this name is. */
function crateOwner(crate: string | null): Owner {
  if (crate === null) return NO_CRATE;
  return { kind: isSysroot(crate) ? 'sysroot' : 'crate', crate };
}

/** The reading *defined-in*: the crate whose source the function is written in. */
export const definedIn = (symbol: RustSymbol | null): Owner => crateOwner(symbol?.crate ?? null);

/**
 * The reading *instantiated-for*: the crate without which this instance of a generic would not be there. It is the first
 * crate among the type arguments (the self type of an `impl` counts) that neither defines the function nor comes with
 * the compiler; else the crate that instantiated it; else the one that defines it. Names of the v0 scheme carry the
 * instantiating crate of every generic and inlined instance; one without it is no instance, and its types say nothing.
 */
export function instantiatedFor(symbol: RustSymbol | null): Owner {
  if (symbol === null) return NO_CRATE;
  const { scheme, crate, instantiating_crate: instantiating, paths } = symbol;
  if (scheme === 'v0' && instantiating === null) return crateOwner(crate);
  const cause = paths.find(
    (path) =>
      (path.role === 'type_argument' || path.role === 'self_type') &&
      path.crate !== crate &&
      !isSysroot(path.crate),
  );
  return crateOwner(cause?.crate ?? instantiating ?? crate);
}

function isSysroot(crate: string): boolean {
  return SYSROOT.has(crate) || crate.startsWith('rustc_std_workspace_');
}
