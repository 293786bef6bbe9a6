import { join } from 'node:path';

/** The file of a phase's words. */
export const wordsFile = (outDir: string, phase: number): string => join(outDir, `${phase}.bin`);
