export { bareEnvironment } from './bare-environment.ts';
export { failureText } from './failure-text.ts';
export { findOnPath, isRunnable } from './find-on-path.ts';
export { hearSignals, onHearing } from './hear-signals.ts';
export { installedPackage } from './installed-package.ts';
export { NotStartedError } from './not-started-error.ts';
export type { Environment, ProcessCall, ProcessResult } from './process-call.ts';
export { runProcess } from './run-process.ts';
export { withScratchFolder } from './scratch-folder.ts';
