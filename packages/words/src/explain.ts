import { REPORT_DIR } from '@wasmgate/contracts/layout';
import { metricOf } from '@wasmgate/contracts/metrics';

/** Where to look for what a metric comes from. */
export function explain(metric: string): string {
  const tool = metricOf(metric)?.explainedBy ?? 'wasm-size';
  return tool === 'build.json' ? `see ${REPORT_DIR}/${tool}` : `npx ${tool}`;
}
