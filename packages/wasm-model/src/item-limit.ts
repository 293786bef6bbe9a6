/**
 * Items of one section that become objects or index spaces: what engines accept as well (WebAssembly JavaScript
 * Interface, "Implementation-defined Limits": 1,000,000 types, functions, imports and exports).
 */
export const MAX_ITEMS = 1_000_000;
