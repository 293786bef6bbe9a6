/**
 * The allocators of wasmtime under which a guest is started: the key in startup.json, how wasmtime and tables call it, and
 * what tells its metrics from those of the first one, which gives the headline figures.
 */
export const ALLOCATORS = [
  { key: 'on_demand', name: 'on-demand', infix: '' },
  { key: 'pooling', name: 'pooling', infix: '_pooling' },
] as const;
