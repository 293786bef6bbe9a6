export type { Baseline, BenchOptions } from './measure/bench-options.ts';
export { benchStartup } from './measure/bench-startup.ts';
export { compareFiles } from './compare/compare-files.ts';
export type { ChildCommand } from './measure/spawn-child.ts';
