import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readRunSidecar } from '@wasmgate/contracts/run-sidecar';
import { startupReport } from '@wasmgate/contracts/startup';

/**
 * Whether startup.json's figures were measured before this run: by the sidecars that `environment` (which runs every
 * time) and the benchmark leave beside the reports. Null when unknown.
 */
export function isReplayed(subjectDir: string): boolean | null {
  const environment = readRunSidecar(subjectDir, 'environment');
  if (environment === null) return null;
  const benchmark = readRunSidecar(subjectDir, 'startup');
  if (benchmark === null) return true;
  const sha256 = createHash('sha256')
    .update(readFileSync(startupReport.path(subjectDir)))
    .digest('hex');
  if (benchmark.report_sha256 !== sha256) return true;
  return Date.parse(benchmark.started_at) < Date.parse(environment.started_at);
}
