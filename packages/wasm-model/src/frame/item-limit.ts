/**
 * Items of one section that become objects or index spaces: what engines accept as well (WebAssembly JavaScript
 * Interface, "Implementation-defined Limits": 1,000,000 types, functions, imports and exports).
 */
export const MAX_ITEMS = 1_000_000;

/**
 * Tables, memories and segments, of which real modules have few: each becomes several objects, so fewer are accepted
 * (100,000 tables and data segments by the same text).
 */
export const MAX_SEGMENTS = 100_000;
