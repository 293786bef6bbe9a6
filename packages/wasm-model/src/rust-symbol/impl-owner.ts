const SYSROOT: readonly string[] = ['core', 'alloc', 'std'];

/**
 * The module of an `impl` that is known only as `<Self as Trait>`. rustc writes this form (legacy mangling) when
 * the `impl` stands in the module of its type or of its trait. Of the two the one in the later crate is taken: core
 * cannot name alloc, nor std another crate; between two other crates the type's. Null if neither is a path.
 */
export function implOwner(
  self: readonly string[] | null,
  trait: readonly string[] | null,
): readonly string[] | null {
  if (self === null || trait === null) return (self ?? trait)?.slice(0, -1) ?? null;
  return (rank(self) >= rank(trait) ? self : trait).slice(0, -1);
}

function rank(path: readonly string[]): number {
  const index = SYSROOT.indexOf(path[0] ?? '');
  return index < 0 ? SYSROOT.length : index;
}
