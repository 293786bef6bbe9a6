import type { StartupJson } from '@wasmgate/contracts/startup';

type Targets = StartupJson['targets'];

/** The headline figures, ms; null: not measured. */
export interface Headline {
  readonly cold_start_ms: number | null;
  readonly cold_aot_ms: number | null;
  readonly warm_p50_ms: number | null;
}

/** clawft's targets (NFR-03, NFR-04), always printed. They gate nothing: budgets do, and waivers are theirs. */
export function targetsOf(headline: Headline): Targets {
  return {
    cold_start_under_5ms: target(headline.cold_start_ms, 5),
    cold_aot_under_5ms: target(headline.cold_aot_ms, 5),
    warm_p50_under_1ms: target(headline.warm_p50_ms, 1),
  };
}

function target(value: number | null, limit: number): Targets['warm_p50_under_1ms'] {
  if (value === null) return 'UNMEASURED';
  return value < limit ? 'PASS' : 'FAIL';
}
