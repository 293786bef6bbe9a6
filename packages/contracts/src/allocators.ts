/**
 * The allocators of wasmtime under which a guest is started: the key in startup.json, how wasmtime and tables call it, and
 * what tells its metrics from those of the first one, which gives the headline figures.
 */
export const ALLOCATORS = [
  { key: 'on_demand', name: 'on-demand', infix: '' },
  { key: 'pooling', name: 'pooling', infix: '_pooling' },
] as const;

type Row = (typeof ALLOCATORS)[number];

/** What wasmtime calls one: how instances get their memory, mapped when needed or from slots reserved with the engine. */
export type InstanceAllocator = Row['name'];

/** What startup.json calls one. */
export type InstanceAllocatorKey = Row['key'];

/** Something of each, by its key. */
export function byAllocator<T>(make: (allocator: Row) => T): Record<InstanceAllocatorKey, T> {
  const entries = ALLOCATORS.map((row) => [row.key, make(row)] as const);
  return Object.fromEntries(entries) as Record<InstanceAllocatorKey, T>;
}
