import { InputError } from '@wasmgate/contracts/errors';
import { verdictOf, type FindingIn } from '@wasmgate/contracts/finding';
import type { FlatMetrics } from '@wasmgate/contracts/flat-metrics';
import type { RegressionJson } from '@wasmgate/contracts/regression';
import { compareFigures, deltaPct, roundedPct } from '../compare-figures.ts';
import { absurdTolerance } from '../absurd-tolerance.ts';
import { findingsOf } from '../findings.ts';
import { metricRow, type Metric } from '../../metric.ts';
import { countRows } from '../../summarize.ts';
import { readClawftName } from './clawft-names.ts';

/** A flat file and its name, for errors. */
export interface FlatSide {
  readonly file: string;
  readonly metrics: FlatMetrics;
}

/** Two flat files and how to compare them. */
export interface FlatComparison {
  readonly results: FlatSide;
  readonly baseline: FlatSide;
  readonly thresholdPct: number;
  readonly strict: boolean;
}

/**
 * Compares two of clawft's flat files: one tolerance for all, direction per metric, nothing skipped. Null means not
 * measured. clawft measures the native binary and the WebAssembly artifact by two scripts: figures of the one are
 * `unmeasured` when the results hold none of its kind, and `missing` when they hold others. Texts are listed, not compared. Throws InputError (exit 2) when no figure has a name in common or a
 * figure stands against a text.
 */
export function compareFlat(comparison: FlatComparison): RegressionJson {
  const { results, baseline, strict } = comparison;
  // Maps, since a file may well hold a key such as "constructor".
  const measured = new Map(Object.entries(results.metrics));
  const accepted = new Map(Object.entries(baseline.metrics));
  const names = [...new Set([...measured.keys(), ...accepted.keys()])];
  const shared = names.filter((n) => measured.has(n) && accepted.has(n));
  if (!shared.some((n) => isFigure(measured.get(n)) && isFigure(accepted.get(n)))) {
    throw new InputError(`${results.file} and ${baseline.file} have no metric in common`, {
      fix: 'compare files that speak of the same metrics',
    });
  }
  const families = new Set(
    [...measured].flatMap(([name, value]) => (isFigure(value) ? [readClawftName(name).isWasm] : [])),
  );
  const metrics = names.map((name) =>
    flatRow(
      name,
      measured.get(name),
      accepted.get(name),
      comparison,
      families.has(readClawftName(name).isWasm),
    ),
  );
  const findings: FindingIn<'regression'>[] = [
    ...findingsOf(
      metrics.map((metric) => ({ metric, compared: metric.status, result: null })),
      strict,
    ),
    ...absurdTolerance(comparison.thresholdPct),
  ];
  return {
    schema_version: 1,
    subject: null,
    artifact_sha256: null,
    mode: 'flat',
    strict,
    host_class: null,
    metrics,
    counts: countRows(metrics, strict),
    verdict: verdictOf(findings),
    findings,
  };
}

type Figure = number | string | null | undefined;

function isFigure(value: Figure): boolean {
  return typeof value !== 'string';
}

function flatRow(
  name: string,
  value: Figure,
  baseline: Figure,
  { thresholdPct, results, baseline: { file } }: FlatComparison,
  isMeasuredHere: boolean,
): Metric {
  const { kind, better } = readClawftName(name);
  const sides = { value: value ?? null, baseline: baseline ?? null };
  if (typeof value === 'string' || typeof baseline === 'string') {
    const [text, figure] = typeof value === 'string' ? [results.file, baseline] : [file, value];
    if (typeof figure === 'number') {
      throw new InputError(`${text}: $.${name}: expected a number, as on the other side, found a text`, {
        fix: 'write the figure without quotes',
      });
    }
    return metricRow(name, 'identity', 'uncompared', sides);
  }
  if (baseline === null) return metricRow(name, kind, 'null_baseline', sides);
  if (baseline === undefined) return metricRow(name, kind, value === null ? 'unmeasured' : 'new', sides);
  if (value === undefined && !isMeasuredHere) return metricRow(name, kind, 'unmeasured', sides);
  if (value === null || value === undefined) return metricRow(name, kind, 'missing', sides);
  return metricRow(name, kind, compareFigures(value, baseline, thresholdPct, better), {
    ...sides,
    delta_pct: roundedPct(deltaPct(value, baseline)),
    tolerance_pct: thresholdPct,
  });
}
