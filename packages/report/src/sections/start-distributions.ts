import type { RegressionJson } from '@wasmgate/contracts/regression';
import type { StartupJson } from '@wasmgate/contracts/startup';
import { formatMs } from '@wasmgate/words';
import { dotStrip, type Lane } from '../charts/dot-strip.ts';
import { niceTicks } from '../charts/nice-ticks.ts';
import { html, type Part } from '../page/html.ts';
import { metricWords } from './figure-text.ts';

/** Times a process, with the budget as a line: of the head, of the baseline, and of the baseline under another name. */
export function startDistributions(startup: StartupJson, regression: RegressionJson | null): Part {
  const budgets = new Map(regression?.metrics.map(({ name, budget }) => [name, budget]));
  const strips = timed(startup).map(({ name, lanes }) => strip(name, lanes, budgets.get(name) ?? null));
  return strips.length === 0
    ? null
    : html`<h3>Times, a dot a process</h3>
        <div class="strips">${strips}</div>`;
}

interface Timed {
  readonly name: string;
  readonly lanes: readonly Lane[];
}

/** Those of the comparison, where one was made; else the P50 of each process that starts again. */
function timed({ comparison, allocators }: StartupJson): Timed[] {
  const runs = comparison?.runs ?? [];
  if (runs.length > 0) {
    return (comparison?.metrics ?? []).map(({ name }) => {
      const samples = runs.flatMap(({ metrics }) => metrics[name] ?? []);
      return {
        name,
        lanes: [
          { name: 'head', kind: 'head', values: samples.map(({ head_ms }) => head_ms) },
          { name: 'baseline', kind: 'baseline', values: samples.map(({ baseline_ms }) => baseline_ms) },
          { name: 'baseline again', kind: 'null', values: samples.map(({ again_ms }) => again_ms) },
        ],
      };
    });
  }
  return [
    ['wasm_instantiation_warm_ms', allocators.on_demand],
    ['wasm_instantiation_warm_pooling_ms', allocators.pooling],
  ].flatMap(([name, figures]) => {
    const values = typeof figures === 'object' ? (figures?.process_p50_ms ?? []) : [];
    return values.length === 0
      ? []
      : [{ name: String(name), lanes: [{ name: 'P50', kind: 'head', values }] }];
  });
}

function strip(name: string, lanes: readonly Lane[], budget: number | null): Part {
  const values = lanes.flatMap((lane) => lane.values);
  if (values.length === 0) return null;
  const [least, most] = [Math.min(...values), Math.max(...values)];
  // A budget far away would make one dot of all of them: then it stands in words alone.
  const isNear = budget !== null && budget < 3 * most;
  const margin = (most - least || most) * 0.1;
  const domain = [Math.max(0, least - margin), Math.max(most, isNear ? budget : most) + margin] as const;
  return html`<div>
    <p>
      <code>${name}</code>
      <span class="note"
        >${metricWords(name)}${
          budget === null ? null : html`; budget ${formatMs(budget)}${isNear ? null : ', beyond the scale'}`
        }</span
      >
    </p>
    ${dotStrip({
      label: `${name}: ${values.length} values from ${formatMs(least)} to ${formatMs(most)}`,
      lanes,
      marks: isNear ? [{ at: budget, kind: 'budget' }] : [],
      domain,
      ticks: niceTicks(...domain).map((at) => ({ at, text: formatMs(at) })),
    })}
  </div>`;
}
