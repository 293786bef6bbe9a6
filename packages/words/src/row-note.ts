import type { RegressionJson } from '@wasmgate/contracts/regression';
import { comparisonText } from './comparison-text.ts';

type Row = RegressionJson['metrics'][number];

/** Why a metric has the status that it has. */
export const reasons = {
  budget_unmeasured: 'a budget names it, and nothing measured it',
  no_metric: 'no metric',
  same_bytes: 'same bytes, not compared by time',
  other_compressor: 'same bytes, another compressor',
  other_toolchain: 'built by another toolchain',
  other_file: 'compared with another file',
  other_machine: 'accepted on another machine class',
  unknown_machine: 'accepted on an unknown machine',
  not_compared: 'no same-run comparison',
  null_moved: 'the baseline differed from itself',
  too_noisy: 'too noisy to find 10 %',
  not_repeated: 'looked changed once, not twice',
} as const satisfies Record<NonNullable<Row['reason']>, string>;

/** What stands behind a status in regression.json, in words; empty when the status says it all. */
export function rowNote({ reason, accepted_engine: engine, same_run: figures }: Row): string {
  return [
    ...(reason === undefined ? [] : [reasons[reason]]),
    ...(engine === undefined ? [] : [`accepted with ${engine}`]),
    ...(figures === undefined ? [] : [comparisonText(figures)]),
  ].join(', ');
}
