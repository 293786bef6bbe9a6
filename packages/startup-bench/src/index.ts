export { benchStartup, DEADLINE_MS, type Baseline, type BenchOptions } from './bench-startup.ts';
export { compareFiles, type CompareFilesOptions } from './compare/compare-files.ts';
export { renderStartup } from './render.ts';
export { startupBin } from './startup-bin.ts';
export type { Machine } from './machine.ts';
export type { ChildCommand } from './spawn-child.ts';
