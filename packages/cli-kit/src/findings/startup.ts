import type { FindingWords } from '../finding-text.ts';

/** Words for what startup is about. */
export const startupFindings = {} as const satisfies Record<string, FindingWords>;
