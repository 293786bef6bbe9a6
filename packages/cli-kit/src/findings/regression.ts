import type { FindingWords } from '../finding-text.ts';

/** Words for what regression is about. */
export const regressionFindings = {} as const satisfies Record<string, FindingWords>;
