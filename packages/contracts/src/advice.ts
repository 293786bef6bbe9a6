import { checkAdvice } from './check-findings.ts';
import type { AdviceJson } from './generated/advice.ts';
import { validate } from './generated/advice.validate.js';
import { defineReport, type Report } from './report.ts';

export type { AdviceJson } from './generated/advice.ts';

/** One piece of advice. */
export type Advice = AdviceJson['advice'][number];

/** What was tried and is not advised. */
export type Refusal = AdviceJson['refused'][number];

/** advice.json. No task writes it, for it takes minutes and gates nothing. */
export const adviceReport: Report<AdviceJson> = defineReport<AdviceJson>(
  'advice.json',
  'advice',
  validate,
  checkAdvice,
  { fix: 'make it anew: npx wasmgate size --advise' },
);
