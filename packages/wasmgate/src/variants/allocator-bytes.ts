import type { BuildJson } from '@wasmgate/contracts/build';
import { mainCoreModule, moduleFunctions, moduleNames, readWasm } from '@wasmgate/wasm-model';

/** What Rust calls, into which small allocators are inlined whole. */
const GLUE = /__(?:rust|rdl|rg)_(?:alloc|dealloc|realloc|alloc_zeroed)/;

/** The allocator's crate in a mangled (`4talc`) or a demangled (`talc::`) name; wasi-libc's dlmalloc by its functions. */
const OWN: Readonly<Partial<Record<BuildJson['wasm_allocator'], RegExp>>> = {
  dlmalloc:
    /(?:^|\D)8dlmalloc|dlmalloc::|^(?:dl)?(?:malloc|free|calloc|realloc|memalign|posix_memalign|aligned_alloc|malloc_usable_size)$|^(?:internal_memalign|try_realloc_chunk|dispose_chunk|prepend_alloc|try_init_allocator|sbrk)$/,
  talc: /(?:^|\D)4talc|talc::/,
  lol_alloc: /(?:^|\D)9lol_alloc|lol_alloc::/,
};

/** Bytes of code of the functions that allocate, those that call it apart; null for an allocator whose functions are not known, or without names. */
export function allocatorBytes(named: Uint8Array, allocator: BuildJson['wasm_allocator']): number | null {
  const own = OWN[allocator];
  const module = mainCoreModule(readWasm(named))?.module;
  if (own === undefined || module === undefined) return null;
  const names = moduleNames(module);
  if (!names.present) return null;
  const { imported, entryStart, bodyEnd } = moduleFunctions(module);
  let bytes = 0;
  for (const [index, name] of names.functions.entries()) {
    const at = index - imported;
    if (at < 0 || !(own.test(name) || GLUE.test(name))) continue;
    bytes += (bodyEnd[at] ?? 0) - (entryStart[at] ?? 0);
  }
  return bytes;
}
