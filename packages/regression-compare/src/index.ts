export { compareFlat, type FlatComparison } from './flat/compare-flat.ts';
export { compareSubject, type SubjectComparison } from './subject/compare-subject.ts';
export { measurements, type Measurement, type Reports } from './subject/measurement.ts';
export { isFailing, statusWeight, type Metric, type Status } from './metric.ts';
export { inputProblemError, readReports, type InputProblem } from './read-reports.ts';
export { verdictLine } from './summarize.ts';
export { checkNative } from './verify/check-native.ts';
export { checkArtifacts } from './verify/check-artifacts.ts';
