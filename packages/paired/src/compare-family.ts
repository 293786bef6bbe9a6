import { compareMetric, type Family, type MetricComparison } from './compare-metric.ts';
import { decideMetric, type Decision } from './decide.ts';
import type { Sample } from './sample.ts';

/** What was found of one metric. */
export interface ComparedMetric {
  readonly name: string;
  /** What its measurings said, in their order: the last one decided. */
  readonly measurings: readonly MetricComparison[];
  readonly decision: Decision;
  /** Of the last measuring. */
  readonly samples: readonly Sample[];
}

/** The samples of each metric, by its name. */
export type Samples = ReadonlyMap<string, readonly Sample[]>;

/** Samples, or that something went wrong. */
type Measured<Failure> = { readonly ok: true; readonly samples: Samples } | Failure;

export interface FamilyOptions<Failure extends { readonly ok: false }> extends Pick<Family, 'resolution'> {
  /** Measures the metrics that are named, or, the first time, everything. `attempt` from 1. */
  readonly measure: (attempt: number, names: readonly string[] | null) => Promise<Measured<Failure>>;
  /** How many metrics are compared at once; default: those that are measured. */
  readonly familySize?: number;
  /** Hears what is measured again. */
  readonly onAgain: (names: readonly string[]) => void;
}

/**
 * Compares a family of metrics: measures all of them, and those on which nothing can be decided yet again (`decideMetric`: two or three
 * times at most). Gives what went wrong when a measuring did.
 */
export async function compareFamily<Failure extends { readonly ok: false }>({
  measure,
  familySize,
  resolution = 0,
  onAgain,
}: FamilyOptions<Failure>): Promise<{ readonly ok: true; readonly metrics: ComparedMetric[] } | Failure> {
  const first = await measure(1, null);
  if (!first.ok) return first;
  const size = familySize ?? first.samples.size;
  const compare = (name: string, of: Samples): Omit<ComparedMetric, 'name' | 'decision'> => {
    const samples = of.get(name);
    if (samples === undefined) throw new Error(`${name} was not measured again`);
    return { measurings: [compareMetric(samples, { size, resolution })], samples };
  };
  const found = new Map([...first.samples.keys()].map((name) => [name, compare(name, first.samples)]));
  for (let attempt = 2; ; attempt++) {
    const open = [...found].flatMap(([name, { measurings }]) =>
      decideMetric(measurings) === null ? [name] : [],
    );
    if (open.length === 0) break;
    onAgain(open);
    // What is measured again depends on what was found.
    // oxlint-disable-next-line no-await-in-loop
    const measured = await measure(attempt, open);
    if (!measured.ok) return measured;
    for (const name of open) {
      const { measurings, samples } = compare(name, measured.samples);
      found.set(name, { measurings: [...(found.get(name)?.measurings ?? []), ...measurings], samples });
    }
  }
  const metrics = [...found].map(([name, of]): ComparedMetric => ({
    name,
    ...of,
    decision: decideMetric(of.measurings) as Decision,
  }));
  return { ok: true, metrics };
}
