import { codes, type ArgsOf } from './codes.ts';
import { finding, type FindingOf } from './finding.ts';

/** A metric that was compared in the same run, and what was found of it. */
export interface ComparedMetric {
  readonly name: string;
  readonly status: string;
  readonly reason?: string | undefined;
  /** The change, its interval and the null's, %. */
  readonly figures: Omit<ArgsOf<'startup_regressed'>, 'metric'>;
}

/**
 * What a comparison means, decided here alone: the gate calls it for what it gates, and a bench that is run by hand for all that
 * it compared. A metric that became slower is a violation; one of which nothing can be said is one under `isStrict`.
 */
export function judgeComparison(
  metrics: readonly ComparedMetric[],
  isStrict: boolean,
): (FindingOf<'startup_regressed'> | FindingOf<'startup_unproven'>)[] {
  const regressed = metrics
    .filter(({ status }) => status === 'regressed')
    .map(({ name, figures }) => finding('startup_regressed', { metric: name, ...figures }));
  const reasons: readonly ArgsOf<'startup_unproven'>['reason'][] = codes.startup_unproven.args.reason;
  const unproven = reasons.flatMap((reason) => {
    const names = metrics
      .filter((metric) => metric.status === 'unproven' && metric.reason === reason)
      .map(({ name }) => name);
    if (names.length === 0) return [];
    return [finding('startup_unproven', { metrics: names, reason }, isStrict ? 'violation' : 'warning')];
  });
  return [...regressed, ...unproven];
}
