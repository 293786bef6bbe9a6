export { binaryenFolder, componentizerVersion, optimizerVersion } from './versions.ts';
