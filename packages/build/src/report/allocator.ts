import type { BuildJson } from '@wasmgate/contracts/build';
import { moduleNames, type WasmModule } from '@wasmgate/wasm-model';
import type { Unit } from '../cargo/compiled-units.ts';

/** Name of an allocator, as in build.json. */
export type GuestAllocator = BuildJson['wasm_allocator'];

/** Crates that are global allocators, beside dlmalloc; the C library's is found by its functions' names. */
const crates = Object.entries<GuestAllocator>({
  talc: 'talc',
  lol_alloc: 'lol_alloc',
  wee_alloc: 'other',
  mimalloc: 'other',
  rlsf: 'other',
  smalloc: 'other',
  buddy_alloc: 'other',
  linked_list_allocator: 'other',
});

/** A crate as a path element of a mangled (`4talc`) or a demangled (`talc::`) name. */
const mentions = (names: readonly string[], crate: string): boolean => {
  const element = new RegExp(`(?:^|[^0-9])${crate.length}_?${crate}|(?:^|[^\\w])${crate}::`);
  return names.some((name) => element.test(name));
};

/**
 * The allocator of the linked module. A crate that replaces the default one wins over dlmalloc, which the C library
 * may bring along all the same; names that the optimizer left tell more than units, and without names the units must
 * do. `other` also stands for a module with memory that tells nothing.
 */
export function findAllocator(linked: WasmModule | undefined, units: readonly Unit[] | null): GuestAllocator {
  if (linked === undefined) return 'none';
  const { present, functions } = moduleNames(linked);
  const names = Array.from(functions.entries(), ([, name]) => name);
  for (const [crate, allocator] of crates) if (mentions(names, crate)) return allocator;
  if (mentions(names, 'dlmalloc') || names.some((name) => /^dl(?:malloc|free|realloc)$/.test(name)))
    return 'dlmalloc';
  const compiled = new Set(units?.filter(({ side }) => side === 'wasm').map(({ target }) => target));
  for (const [crate, allocator] of crates) if (compiled.has(crate)) return allocator;
  if (compiled.has('dlmalloc')) return 'dlmalloc';
  const allocates = names.some((name) => /^(?:malloc|emmalloc\w*|__rust_alloc)$|__rdl_alloc/.test(name));
  return allocates || (!present && hasMemory(linked)) ? 'other' : 'none';
}

const hasMemory = (module: WasmModule): boolean => module.sections.some(({ name }) => name === 'memory');
