import { compareMetric, type Family, type MetricComparison } from './compare-metric.ts';
import { decideMetric, isSuspect, type Decision } from './decide.ts';
import type { Sample } from './sample.ts';

/** What was found of one metric. */
export interface ComparedMetric {
  readonly name: string;
  readonly first: MetricComparison;
  /** The second measuring of a suspect. */
  readonly again: MetricComparison | null;
  readonly decision: Decision;
  /** Of the last measuring. */
  readonly samples: readonly Sample[];
}

/** The samples of each metric, by its name. */
export type Samples = ReadonlyMap<string, readonly Sample[]>;

/** Samples, or that something went wrong. */
type Measured<Failure> = { readonly ok: true; readonly samples: Samples } | Failure;

export interface TwiceOptions<Failure extends { readonly ok: false }> extends Pick<Family, 'resolution'> {
  /** Measures what is suspected, or, the first time, everything. */
  readonly measure: (attempt: 1 | 2, suspects: readonly string[] | null) => Promise<Measured<Failure>>;
  /** How many metrics are compared at once; default: those that are measured. */
  readonly familySize?: number;
  /** Hears what is measured again. */
  readonly onSuspects: (names: readonly string[]) => void;
}

/**
 * Compares a family of metrics: measures all of them, those that look changed a second time, and decides on each. Gives what
 * went wrong when a measuring did.
 */
export async function compareTwice<Failure extends { readonly ok: false }>({
  measure,
  familySize,
  resolution = 0,
  onSuspects,
}: TwiceOptions<Failure>): Promise<{ readonly ok: true; readonly metrics: ComparedMetric[] } | Failure> {
  const first = await measure(1, null);
  if (!first.ok) return first;
  const size = familySize ?? first.samples.size;
  const compare = (samples: readonly Sample[]): MetricComparison =>
    compareMetric(samples, { size, resolution });
  const compared = [...first.samples].map(([name, samples]) => ({ name, samples, first: compare(samples) }));
  const suspects = compared.filter((metric) => isSuspect(metric.first)).map(({ name }) => name);
  let second: Samples = new Map();
  if (suspects.length > 0) {
    onSuspects(suspects);
    const measured = await measure(2, suspects);
    if (!measured.ok) return measured;
    second = measured.samples;
  }
  const metrics = compared.map((metric): ComparedMetric => {
    const samples = second.get(metric.name);
    const again = samples === undefined ? null : compare(samples);
    return {
      ...metric,
      again,
      decision: decideMetric(metric.first, again),
      samples: samples ?? metric.samples,
    };
  });
  return { ok: true, metrics };
}
