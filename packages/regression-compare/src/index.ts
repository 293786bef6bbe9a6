export { compareFlat } from './flat/compare-flat.ts';
export { compareSubject } from './subject/compare-subject.ts';
export type { Reports } from './subject/measurement.ts';
export { measurements } from './subject/measurements.ts';
export { isFailing, type Metric, type Status } from './metric.ts';
export { readReports } from './read-reports.ts';
