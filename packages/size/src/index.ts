export { compressedSizes, compressorId, type CompressedSizes } from './compress.ts';
export { measureSize, type SizeOptions } from './measure-size.ts';
export { measureStage, type StageInput } from './measure-stage.ts';
export { renderSize } from './render.ts';
export { sectionsOf } from './sections.ts';
export { sizeBin } from './size-bin.ts';
