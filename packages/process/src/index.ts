export { bareEnvironment } from './bare-environment.ts';
export { failureText } from './failure-text.ts';
export { findOnPath, isRunnable } from './find-on-path.ts';
export { installedPackage } from './installed-package.ts';
export { NotStartedError } from './not-started-error.ts';
export type { Environment, ProcessCall, ProcessResult } from './process-call.ts';
export { runProcess } from './run-process.ts';
