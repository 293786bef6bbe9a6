import type { FindingWords } from '../finding-text.ts';

/** Words for what verify is about. */
export const verifyFindings = {} as const satisfies Record<string, FindingWords>;
