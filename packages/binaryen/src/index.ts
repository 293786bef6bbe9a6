export { componentizerVersion, optimizerVersion, wasmOptFile } from './versions.ts';
