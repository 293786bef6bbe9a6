export { benchStartup, DEADLINE_MS, type Baseline, type BenchOptions } from './measure/bench-startup.ts';
export { compareFiles, type CompareFilesOptions } from './compare/compare-files.ts';
export { startupBin } from './startup-bin.ts';
export type { Machine } from './measure/machine.ts';
export type { ChildCommand } from './measure/spawn-child.ts';
