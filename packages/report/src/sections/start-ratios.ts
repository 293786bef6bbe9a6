import type { ComparedMetric, Comparison } from '@wasmgate/contracts/startup';
import { formatMs, signedPercent } from '@wasmgate/words';
import { dotStrip } from '../charts/dot-strip.ts';
import { niceTicks } from '../charts/nice-ticks.ts';
import { chip, type Tone } from '../page/chip.ts';
import { html, type Markup } from '../page/html.ts';

const tones = {
  regressed: 'bad',
  improved: 'good',
  pass: 'good',
  identical: 'good',
  unproven: 'warn',
} as const satisfies Record<ComparedMetric['status'], Tone>;

/** Head against baseline in the same processes: a dot a process, the baseline against itself below. */
export function startRatios(comparison: Comparison | null): Markup {
  if (comparison === null)
    return html`<h3>Against the accepted artifact</h3>
      <p class="quiet">Nothing was accepted that its start could be compared with.</p>`;
  const { head, baseline, metrics, skipped, method, confidence, rounds } = comparison;
  if (skipped !== undefined) {
    return html`<h3>Against ${baseline.artifact}</h3>
      <p class="quiet">The bytes are the same (${head.sha256.slice(0, 16)}): nothing was timed.</p>`;
  }
  return html`<h3>Against ${baseline.artifact}</h3>
    <p class="lead">
      Both files start in turns in each of ${rounds} rounds; a dot is a process. ${method},
      ${confidence * 100} % for all metrics at once. Between the dashed lines nothing fails.
    </p>
    ${metrics.map((metric) => ratioStrip(metric, comparison))}`;
}

function ratioStrip(metric: ComparedMetric, { runs }: Comparison): Markup {
  const { name, status, ratio, interval, head_ms, baseline_ms, least_change_pct } = metric;
  const samples = runs.flatMap(({ metrics }) => metrics[name] ?? []);
  const [heads, nulls] = [samples.map((one) => pct(one.ratio)), samples.map((one) => pct(one.null_ratio))];
  const [low = ratio, high = ratio] = interval;
  const limit = least_change_pct ?? 0;
  // What most processes say sets the scale; what lies beyond stands at its edge.
  const spread = [...heads, ...nulls].map(Math.abs).toSorted((a, b) => a - b);
  const most = Math.max(limit * 1.4, Math.abs(pct(low)), Math.abs(pct(high)), quantile(spread, 0.96), 0.5);
  const clamp = (value: number): number => Math.min(most, Math.max(-most, value));
  const text = `${signedPercent(pct(ratio))} % [${signedPercent(pct(low))}, ${signedPercent(pct(high))}]`;
  return html`<div class="ratio">
    <p>
      <code>${name}</code> ${chip(tones[status], status)} <b>${text}</b>
      <span class="note"
        >${
          head_ms === null || baseline_ms === null
            ? null
            : html`${formatMs(baseline_ms)} to ${formatMs(head_ms)}`
        }</span
      >
    </p>
    ${dotStrip({
      label: `${name}: ${text}, ${samples.length} processes`,
      domain: [-most, most],
      marks: [
        { at: 0, kind: 'zero' },
        ...(limit > 0
          ? ([
              { at: limit, kind: 'least' },
              { at: -limit, kind: 'least' },
            ] as const)
          : []),
      ],
      lanes: [
        {
          name: 'head / baseline',
          kind: 'head',
          values: heads.map(clamp),
          interval: { low: pct(low), high: pct(high), estimate: pct(ratio) },
        },
        { name: 'baseline / itself', kind: 'null', values: nulls.map(clamp) },
      ],
      ticks: niceTicks(-most, most).map((at) => ({ at, text: `${signedPercent(at)} %` })),
    })}
  </div>`;
}

/** A ratio as a change in percent. */
const pct = (ratio: number): number => (ratio - 1) * 100;

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
