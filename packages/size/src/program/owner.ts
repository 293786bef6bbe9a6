import type { NameSymbol } from '@wasmgate/wasm-model';
import { isSysroot } from './sysroot.ts';

/** What kind of owner it is; see docs/size.md. */
export type OwnerKind = 'crate' | 'sysroot' | 'no_crate' | 'unattributed';

/**
 * Who bytes are billed to. `crate` is null unless the kind is `crate` or `sysroot`: a Rust crate, the outermost namespace or
 * class of C++, a package of Go, a file of AssemblyScript.
 */
export interface Owner {
  readonly kind: OwnerKind;
  readonly crate: string | null;
}

/** A function whose name is not known. */
export const UNATTRIBUTED: Owner = { kind: 'unattributed', crate: null };
/** A function with a name that says nothing of where it is from: C, an export, a shim of the linker. */
const NO_CRATE: Owner = { kind: 'no_crate', crate: null };

/** The owner that a crate of this name is. */
function crateOwner(scheme: NameSymbol['scheme'], crate: string | null): Owner {
  if (crate === null) return NO_CRATE;
  return { kind: isSysroot(scheme, crate) ? 'sysroot' : 'crate', crate };
}

/** The reading *defined-in*: the crate whose source the function is written in. */
export const definedIn = (symbol: NameSymbol | null): Owner =>
  symbol === null ? NO_CRATE : crateOwner(symbol.scheme, symbol.crate);

/**
 * The reading *instantiated-for*: the crate without which this instance of a generic would not be there. It is the first
 * crate among the type arguments (the self type of an `impl` counts) that neither defines the function nor comes with
 * the compiler; else the crate that instantiated it; else the one that defines it. Names of the v0 scheme carry the
 * instantiating crate of every generic and inlined instance; one without it is no instance, and its types say nothing.
 */
export function instantiatedFor(symbol: NameSymbol | null): Owner {
  if (symbol === null) return NO_CRATE;
  const { scheme, crate, instantiating_crate: instantiating, paths } = symbol;
  if (scheme === 'v0' && instantiating === null) return crateOwner(scheme, crate);
  const cause = paths.find(
    (path) =>
      (path.role === 'type_argument' || path.role === 'self_type') &&
      path.crate !== crate &&
      !isSysroot(scheme, path.crate),
  );
  return crateOwner(scheme, cause?.crate ?? instantiating ?? crate);
}
