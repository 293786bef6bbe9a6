export { featureOptions } from './feature-options.ts';
export { runOptimizer, type OptimizerResult } from './run-optimizer.ts';
export { componentizerVersion, optimizerVersion } from './versions.ts';
