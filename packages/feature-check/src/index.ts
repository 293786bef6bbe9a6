export { checkFeatures, type CheckOptions } from './check-features.ts';
export { decide, type Decision, type FeatureVerdict, type Grounds, type Level } from './verdict/decide.ts';
export { defaultGroups, type GroupConfig } from './rules/default-groups.ts';
export { featureCheckBin } from './feature-check-bin.ts';
export { sarifLog } from './sarif/sarif-log.ts';
export { externalTools } from './tools/use-tool.ts';
