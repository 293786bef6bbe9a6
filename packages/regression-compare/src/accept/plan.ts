import { isDeepStrictEqual } from 'node:util';
import type { BaselineSubject, ExactFigures } from '@wasmgate/contracts/baseline';
import { isSameBasis } from '@wasmgate/contracts/basis';
import { InputError } from '@wasmgate/contracts/errors';
import type { FlatMetrics } from '@wasmgate/contracts/flat-metrics';
import { METRICS, metricOf, shownFigure } from '@wasmgate/contracts/metrics';
import type { Reports } from '../compare/subject/measurement.ts';
import { measurements } from '../compare/subject/measurements.ts';
import { programBasis } from '../compare/subject/native.ts';
import { acceptedValues } from './accepted-values.ts';

/** One key of a subject in baseline.json that accepting would write. */
export interface Change {
  /** The name by which it is accepted. */
  readonly metric: string;
  /** Keys below the subject. */
  readonly path: readonly string[];
  /** What stands there; undefined: nothing. */
  readonly from: unknown;
  /** What would stand there; undefined: it is removed, since nothing measures it any more. */
  readonly to: unknown;
}

/** What to accept. */
export interface Acceptance {
  /** Null: everything that was measured. */
  readonly named: readonly string[] | null;
  /** A flat results file; its native metrics are accepted by name only. */
  readonly results: FlatMetrics | null;
  /** The set in `exact_also` that exact figures go to, and nothing else anywhere; null: the figures of this machine are meant. */
  readonly set: string | null;
}

/**
 * Those changes of exact figures that are improvements under the same basis. What is new, worse, no longer measured, timed, or a
 * name is left as it was accepted.
 */
export function improvements(changes: readonly Change[]): Change[] {
  const better = changes.filter(({ path, metric, from, to }) => {
    const [before, after] = [from, to] as (ExactFigures[string] | undefined)[];
    if (!path[0]?.startsWith('exact') || before === undefined || after === undefined) return false;
    if (!isSameBasis(before.basis, after.basis)) return false;
    const isMore = after.value > before.value;
    return metricOf(metric)?.better === 'higher' ? isMore : after.value < before.value;
  });
  // The seed's key of a figure says the same as the figure.
  const names = new Set(better.map(({ metric }) => metric));
  return changes.filter((one) => better.includes(one) || (one.path.length === 1 && names.has(one.metric)));
}

/** Every name by which something of this subject can be accepted. */
export function acceptableNames(
  entry: BaselineSubject,
  reports: Reports,
  { set }: Pick<Acceptance, 'set'>,
): Set<string> {
  const names = wanted(entry, reports, set).map(({ metric }) => metric);
  const ofResults = METRICS.filter(({ kind }) => kind === 'native').map(({ name }) => name);
  return new Set(set === null ? [...names, ...ofResults] : names);
}

/**
 * What accepting would change, in the order in which it is written. Everything else stays to the letter. Throws
 * InputError (exit 2) when a native metric is named that the results file does not give.
 */
export function planChanges(
  entry: BaselineSubject,
  reports: Reports,
  { named, results, set }: Acceptance,
): Change[] {
  const changes = wanted(entry, reports, set)
    .filter(({ metric }) => named === null || named.includes(metric))
    .concat(nativeWanted(named ?? [], results))
    .map(({ metric, path, to }) => ({ metric, path, from: valueAt(entry, path), to }));
  return changes.filter(({ from, to }) => !isDeepStrictEqual(from, to));
}

/** What would be accepted of what was measured here, whether or not it stands there already. */
export const wantedOf = (entry: BaselineSubject, reports: Reports): Wanted[] => measuredHere(entry, reports);

type Wanted = Omit<Change, 'from'>;

function wanted(entry: BaselineSubject, reports: Reports, set: string | null): Wanted[] {
  return set === null ? measuredHere(entry, reports) : ofSet(entry, reports, set);
}

/** The exact figures of another machine: what is measured of this one stays. */
function ofSet(entry: BaselineSubject, reports: Reports, set: string): Wanted[] {
  const to = new Map(
    measurements(reports).flatMap((m) =>
      m.kind === 'exact' ? [[m.name, { value: m.value, basis: m.basis }] as const] : [],
    ),
  );
  const before = entry.exact_also?.[set] ?? {};
  return [...new Set([...to.keys(), ...Object.keys(before)])].map((metric) => ({
    metric,
    path: ['exact_also', set, metric],
    to: to.get(metric),
  }));
}

function measuredHere(entry: BaselineSubject, reports: Reports): Wanted[] {
  const { build, startup } = reports;
  const seeds: Wanted[] = [];
  const exact: Wanted[] = [];
  const timed: Wanted[] = [];
  const measured = new Set<string>();
  const seed = (metric: string, to: unknown) => seeds.push({ metric, path: [metric], to });
  for (const m of measurements(reports)) {
    if (m.value === null) continue;
    measured.add(m.name);
    if (metricOf(m.name)?.isSeedKey === true) {
      seed(m.name, m.kind === 'identity' ? m.value : shownFigure(m.name, m.value));
    }
    if (m.kind === 'exact') {
      exact.push({ metric: m.name, path: ['exact', m.name], to: { value: m.value, basis: m.basis } });
    }
    if (m.kind === 'timed') {
      const { name, version } = startup.engine;
      // The engine has no part in a program of the host.
      const isOfEngine = metricOf(m.name)?.basis.includes('engine') !== false && version !== null;
      const engine = isOfEngine ? { [name]: version } : {};
      const to = { p50: m.value, n: m.n, ...engine };
      timed.push({ metric: m.name, path: ['timed', startup.host_class, m.name], to });
    }
  }
  const removed = accepted(entry).filter(({ metric }) => !measured.has(metric));
  return [
    ...seeds,
    ...exact,
    ...timed,
    ...removed,
    {
      metric: 'artifact',
      path: ['artifact'],
      to: { sha256: build.artifact_sha256, bytes: build.artifacts.shipped.bytes, basis: build.basis },
    },
    ...nativeArtifacts(entry, reports),
  ];
}

/** The accepted programs of the host, as `artifact` is the accepted .wasm. */
function nativeArtifacts(
  { native: before }: BaselineSubject,
  { build, startup: { native: measured } }: Reports,
): Wanted[] {
  if (!measured && before === undefined) return [];
  const to = measured?.map((program) => {
    const { bin, sha256, bytes, platform } = program;
    return [bin, { sha256, bytes, platform, basis: programBasis(build, program) }] as const;
  });
  return [{ metric: 'native', path: ['native'], to: to && Object.fromEntries(to) }];
}

/** Removals of every exact and timed figure of an entry. */
function accepted(entry: BaselineSubject): Wanted[] {
  return acceptedValues(entry)
    .filter(({ path: [kind] }) => kind === 'exact' || kind === 'timed')
    .map(({ metric, path }) => ({ metric, path, to: undefined }));
}

function nativeWanted(named: readonly string[], results: FlatMetrics | null): Wanted[] {
  return named
    .filter((name) => metricOf(name)?.kind === 'native')
    .map((metric) => {
      const to = results !== null && Object.hasOwn(results, metric) ? results[metric] : undefined;
      if (typeof to === 'number' && to >= 0) return { metric, path: [metric], to };
      const why = results === null ? 'no results file was given' : 'the results file has no figure for it';
      throw new InputError(`${metric}: no task measures a native metric, and ${why}`, {
        fix: `npx wasmgate baseline --accept ${metric} --from RESULTS.json`,
      });
    });
}

function valueAt(entry: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, key)
        ? (at as Record<string, unknown>)[key]
        : undefined,
    entry,
  );
}
