export { compareFlat } from './compare/flat/compare-flat.ts';
export { compareSubject } from './compare/subject/compare-subject.ts';
export { measurements } from './compare/subject/measurements.ts';
export { isFailing, type Metric, type Status } from './metric.ts';
export { readReports } from './read-reports.ts';
export type { MeasuredReports } from './verify/collect.ts';
