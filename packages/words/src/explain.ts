import { REPORT_DIR } from '@wasmgate/contracts/layout';
import { metricOf } from '@wasmgate/contracts/metrics';

/** Where to look for what a metric comes from. */
export function explain(metric: string): string {
  const command = metricOf(metric)?.explainedBy ?? 'size';
  return command === 'build.json' ? `see ${REPORT_DIR}/${command}` : `npx wasmgate ${command}`;
}
