export { benchStartup, type Baseline, type BenchOptions } from './measure/bench-startup.ts';
export { compareFiles } from './compare/compare-files.ts';
export type { ChildCommand } from './measure/spawn-child.ts';
