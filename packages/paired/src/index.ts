export { ARM_NAMES, type ArmName } from './arms.ts';
export { armOrder, balancedOrders, orderSeed } from './arm-order.ts';
export {
  compareMetric,
  FAMILY_CONFIDENCE,
  LEAST_CHANGE,
  leastSamples,
  type MetricComparison,
} from './compare-metric.ts';
export { compareFamily, type ComparedMetric, type Samples } from './compare-family.ts';
export { familyVerdict } from './decide.ts';
export { seededRandom, shuffled, type Random } from './random.ts';
export { armFigure, sampleChange, type Block, type Sample } from './sample.ts';
export { signedRankInterval, type Estimate } from './signed-rank.ts';
