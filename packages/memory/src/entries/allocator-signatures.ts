/** What a function of an allocator does with memory. */
export type Role = 'allocate' | 'free' | 'reallocate';

/** What a parameter holds. `self`: the allocator itself; `slot`: where to write the address, as posix_memalign does. */
export type Parameter =
  | 'self'
  | 'size'
  | 'align'
  | 'pointer'
  | 'old_size'
  | 'old_align'
  | 'count'
  | 'element_size'
  | 'slot';

/** A function of an allocator: what it does and what it takes. */
export interface Signature {
  readonly role: Role;
  readonly parameters: readonly Parameter[];
}

/** Allocators, and the runtime's wrappers around them. The outermost call is the one that counts, whichever these are. */
export type Allocator = 'rust' | 'dlmalloc' | 'talc' | 'global_alloc' | 'libc';

const allocate = (...parameters: readonly Parameter[]): Signature => ({ role: 'allocate', parameters });
const free = (...parameters: readonly Parameter[]): Signature => ({ role: 'free', parameters });
const reallocate = (...parameters: readonly Parameter[]): Signature => ({ role: 'reallocate', parameters });

/**
 * C's family, by the names in wasi-libc (libc-bottom-half/../dlmalloc), musl and Emscripten: ISO C 7.22.3, POSIX posix_memalign.
 */
const libc: Readonly<Record<string, Signature>> = {
  malloc: allocate('size'),
  free: free('pointer'),
  calloc: allocate('count', 'element_size'),
  realloc: reallocate('pointer', 'size'),
  aligned_alloc: allocate('align', 'size'),
  memalign: allocate('align', 'size'),
  posix_memalign: allocate('slot', 'align', 'size'),
  internal_memalign: allocate('self', 'align', 'size'),
};

/** The same under the prefixes that implementations give them. */
const libcPrefixes = ['', 'dl', '__libc_', 'emscripten_builtin_'];

export const LIBC: ReadonlyMap<string, Signature> = new Map(
  libcPrefixes.flatMap((prefix) =>
    Object.entries(libc).map(([name, signature]) => [`${prefix}${name}`, signature] as const),
  ),
);

/** What rustc generates or the standard library provides (library/alloc/src/alloc.rs, library/std/src/alloc.rs). */
const runtime: Readonly<Record<string, Signature>> = {
  alloc: allocate('size', 'align'),
  alloc_zeroed: allocate('size', 'align'),
  dealloc: free('pointer', 'old_size', 'old_align'),
  realloc: reallocate('pointer', 'old_size', 'align', 'size'),
};

export const RUST_RUNTIME: ReadonlyMap<string, Signature> = new Map(
  ['__rust_', '__rdl_', '__rg_'].flatMap((prefix) =>
    Object.entries(runtime).map(([name, signature]) => [`${prefix}${name}`, signature] as const),
  ),
);

/** `Dlmalloc` of the crate dlmalloc, which takes layouts, and the one inside it, which does not (its src/lib.rs, src/dlmalloc.rs). */
export const DLMALLOC: ReadonlyMap<string, Signature> = new Map([
  ['malloc', allocate('self', 'size', 'align')],
  ['calloc', allocate('self', 'size', 'align')],
  ['free', free('self', 'pointer', 'old_size', 'old_align')],
  ['realloc', reallocate('self', 'pointer', 'old_size', 'align', 'size')],
]);
export const DLMALLOC_INNER: ReadonlyMap<string, Signature> = new Map([
  ['malloc', allocate('self', 'size')],
  ['memalign', allocate('self', 'align', 'size')],
  ['free', free('self', 'pointer')],
  ['realloc', reallocate('self', 'pointer', 'size')],
]);

/**
 * `Talc` of the crate talc, of version 4 (its src/talc.rs) and then 5 (src/base/mod.rs). A layout is passed as two parameters, the alignment first: rustc orders the fields
 * of a structure so that the one with the most invalid values comes first.
 */
export const TALC: ReadonlyMap<string, Signature> = new Map([
  ['malloc', allocate('self', 'align', 'size')],
  ['free', free('self', 'pointer', 'old_align', 'old_size')],
  ['grow_in_place', reallocate('self', 'pointer', 'old_align', 'old_size', 'size')],
  ['grow', reallocate('self', 'pointer', 'old_align', 'old_size', 'size')],
  ['allocate', allocate('self', 'align', 'size')],
  ['deallocate', free('self', 'pointer', 'old_align', 'old_size')],
]);

/** The trait GlobalAlloc, as any allocator implements it: lol_alloc has no functions below these. */
export const GLOBAL_ALLOC: ReadonlyMap<string, Signature> = new Map([
  ['alloc', allocate('self', 'align', 'size')],
  ['alloc_zeroed', allocate('self', 'align', 'size')],
  ['dealloc', free('self', 'pointer', 'old_align', 'old_size')],
  ['realloc', reallocate('self', 'pointer', 'old_align', 'old_size', 'size')],
]);
