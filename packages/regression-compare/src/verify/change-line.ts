import { metricOf, type MetricRow } from '@wasmgate/contracts/metrics';
import { printable } from '@wasmgate/contracts/printable';
import type { RegressionJson } from '@wasmgate/contracts/regression';
import { formatDelta, formatPct } from '@wasmgate/words';

/** Changes that a line holds. */
const MOST = 6;

type Row = RegressionJson['metrics'][number];

/**
 * What an edit did, in a line: every exact figure that is no longer the accepted one. Not since the run before, for this is a log that
 * turbo replays: it may say only what follows from what keys it.
 */
export function changeLine({ metrics }: Pick<RegressionJson, 'metrics'>): string {
  const changes = metrics.flatMap((row) => changeText(row) ?? []);
  if (changes.length === 0) return 'every exact figure is the accepted one';
  const more = changes.length > MOST ? `, ${changes.length - MOST} more` : '';
  return `since accepted: ${changes.slice(0, MOST).join(', ')}${more}`;
}

function changeText({ name, value, baseline }: Row): string | undefined {
  const metric = metricOf(name);
  if (metric?.kind !== 'exact' || typeof value !== 'number' || typeof baseline !== 'number') return undefined;
  const delta = deltaText(value - baseline, metric.unit);
  if (delta === undefined) return undefined;
  const pct = baseline === 0 ? '' : ` (${formatPct((value / baseline - 1) * 100)})`;
  return `${printable(name)} ${delta}${pct}`;
}

/** A difference; undefined where it is none: baseline.json has rounded figures. */
function deltaText(delta: number, unit: MetricRow['unit']): string | undefined {
  if (unit === 'kB' || unit === 'B') {
    const bytes = Math.round(unit === 'kB' ? delta * 1024 : delta);
    return bytes === 0 ? undefined : formatDelta(bytes);
  }
  const rounded = Math.round(delta * 100) / 100;
  if (rounded === 0) return undefined;
  return `${rounded > 0 ? '+' : ''}${rounded.toLocaleString('en-US')}${unit === '' ? '' : ` ${unit}`}`;
}
