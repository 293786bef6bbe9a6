export { adviceText, refusalText } from './advice-text.ts';
export { budgetText } from './budget-text.ts';
export { changeText, comparisonText, signedPercent } from './comparison-text.ts';
export { findingFix, findingText } from './finding-text.ts';
export { formatBytes, formatDelta, formatMs, formatPct } from './format.ts';
export { nativeText } from './native-text.ts';
export { rowNote } from './row-note.ts';
