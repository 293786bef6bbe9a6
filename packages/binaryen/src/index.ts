export { featureOptions } from './feature-options.ts';
export { runOptimizer } from './run-optimizer.ts';
export { componentizerVersion, optimizerVersion } from './versions.ts';
