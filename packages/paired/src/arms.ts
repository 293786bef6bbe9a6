/** What is measured: the one under test, the baseline, and the baseline again under another name. */
export const ARM_NAMES = ['head', 'baseline', 'again'] as const;
export type ArmName = (typeof ARM_NAMES)[number];
