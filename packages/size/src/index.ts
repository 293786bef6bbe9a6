export { compressedSizes, compressorId, type CompressedSizes } from './compress.ts';
export { measureSize, type Measured, type SizeOptions } from './measure-size.ts';
export { measureStage, type StageInput } from './measure-stage.ts';
export { analyse, type Analysis, type AnalysisInput } from './breakdown/make-breakdown.ts';
export { diffSizes } from './diff/diff-sizes.ts';
export { sectionsOf } from './sections.ts';
export { sizeBin } from './size-bin.ts';
