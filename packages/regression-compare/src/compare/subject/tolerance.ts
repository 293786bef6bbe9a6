import { metricOf } from '@wasmgate/contracts/metrics';
import type { SubjectConfig } from '@wasmgate/contracts/subject';

/** How much worse a metric may be, %: what `policy` says, else the table's. */
export function toleranceOf(name: string, policy: SubjectConfig['policy'] = {}): number {
  const said = Object.hasOwn(policy, name) ? policy[name]?.tolerance : undefined;
  return said === undefined ? (metricOf(name)?.tolerancePct ?? 0) : Number(said.replace('%', ''));
}
