import { knownMetric } from '@wasmgate/contracts/metrics';
import { median } from '../table.ts';
import { plants } from '../plant.ts';
import { KINDS, SUBJECTS } from './cells.ts';
import { CONDITIONS, type PowerRun } from './power-run.ts';
import { wilsonInterval } from './wilson.ts';

type Metric = PowerRun['metrics'][number];

/** The tables of docs/measuring.md, as Markdown. */
export function powerTables(runs: readonly PowerRun[]): string {
  const results = runs.filter(({ isCalibration }) => isCalibration === undefined);
  return `${[conditions(results), equalFiles(results), detection(results), gates(results)].join('\n\n')}\n`;
}

/** The figure at this place of all, from 0 to 1. */
const at = (figures: readonly number[], place: number): string =>
  (figures.toSorted((a, b) => a - b)[Math.floor((figures.length - 1) * place)] ?? 0).toFixed(1);

function conditions(runs: readonly PowerRun[]): string {
  return CONDITIONS.flatMap((condition) => {
    const of = runs.filter((run) => run.condition === condition);
    if (of.length === 0) return [];
    const loads = of.map(({ load }) => load);
    const seconds = of.map(({ first_seconds: taken }) => taken);
    return [
      `${condition}: ${of.length} comparisons; load (one minute) ${at(loads, 0.1)} to ${at(loads, 0.9)}, median ${at(loads, 0.5)}; ` +
        `a first measuring takes ${at(seconds, 0.5)} s (median), ${at(seconds, 0.95)} s (95 of a hundred), at most ${at(seconds, 1)} s.`,
    ];
  }).join('\n');
}

/** Equal files, a row a metric, subject and condition. */
function equalFiles(runs: readonly PowerRun[]): string {
  const equal = runs.filter(({ plant }) => plant === 'nothing');
  const names = [...new Set(equal.flatMap(({ metrics }) => metrics.map(({ name }) => name)))];
  const rows = CONDITIONS.flatMap((condition) => {
    const under = equal.filter((run) => run.condition === condition);
    const single = SUBJECTS.flatMap((subject) =>
      names.map((name) =>
        equalRow(`${subject}, ${wordsOf(name)}`, condition, metricsOf(under, name, subject)),
      ),
    );
    const all = equalRow(
      '**all**',
      condition,
      under.flatMap(({ metrics }) => metrics),
    );
    return [...single, all].filter((cells) => cells.length > 0);
  });
  return table(
    [
      'equal files',
      'machine',
      'a start',
      'called changed',
      '`unproven`',
      "half of the null's interval, median / largest",
    ],
    rows,
  );
}

function equalRow(name: string, condition: string, metrics: readonly Metric[]): string[] {
  if (metrics.length === 0) return [];
  const noise = metrics.map(({ noise_pct: half }) => half);
  return [
    name,
    condition,
    `${median(metrics.map(({ baseline_us: us }) => us)).toPrecision(3)} us`,
    share(metrics, ({ status }) => status === 'regressed' || status === 'improved'),
    share(metrics, ({ status }) => status === 'unproven'),
    `${median(noise).toFixed(1)} / ${Math.max(...noise).toFixed(1)} %`,
  ];
}

const metricsOf = (runs: readonly PowerRun[], name: string, subject: string): Metric[] =>
  runs
    .filter((run) => run.subject === subject)
    .flatMap(({ metrics }) => metrics.filter((metric) => metric.name === name));

const keyOf = ({ aim, subject }: PowerRun): string => `${aim?.size} ${aim?.metric} ${subject}`;

/** What was planted to slow a metric down by a known size. */
function detection(runs: readonly PowerRun[]): string {
  const aimed = runs.filter(({ aim }) => aim !== null);
  const rows = [...new Set(aimed.map(keyOf))].toSorted().flatMap((key) => {
    const all = aimed.filter((run) => keyOf(run) === key);
    const [first] = all;
    if (first === undefined || first.aim === null) return [];
    const { subject, plant, amount, aim } = first;
    const metrics = metricsOf(all, aim.metric, subject);
    const found = CONDITIONS.map((condition) => {
      const under = all.filter((run) => run.condition === condition);
      if (under.length === 0) return '-';
      return share(metricsOf(under, aim.metric, subject), ({ status }) => status === 'regressed');
    });
    return [
      [
        `+${aim.size * 100} %`,
        `${subject}, ${wordsOf(aim.metric)}`,
        `${plant}, ${amount}`,
        `${median(metrics.map(({ baseline_us: us }) => us)).toPrecision(3)} us`,
        `+${((median(metrics.map(({ ratio }) => ratio)) - 1) * 100).toFixed(1)} %`,
        ...found,
      ],
    ];
  });
  return table(
    ['planted', 'metric', 'by', 'a start', 'measured, median', ...CONDITIONS.map((name) => `found, ${name}`)],
    rows,
  );
}

/** Which gate finds what. */
function gates(runs: readonly PowerRun[]): string {
  const rows = KINDS.flatMap(({ subject, plant, amount }) => {
    const of = runs.filter((run) => run.plant === plant && run.subject === subject && run.aim === null);
    const [first] = of;
    if (first === undefined || plant === 'nothing') return [];
    const names = first.metrics.map(({ name }) => name);
    const timed = names.flatMap((name) => {
      const metrics = metricsOf(of, name, subject);
      const found = metrics.filter(({ status }) => status === 'regressed').length;
      if (found === 0) return [];
      const change = (median(metrics.map(({ ratio }) => ratio)) - 1) * 100;
      return [`${wordsOf(name)} +${change.toFixed(1)} %, ${found} of ${metrics.length}`];
    });
    const exact = first.exact.map((name) => `\`${name}\``);
    const by = [...(exact.length > 0 ? ['exact'] : []), ...(timed.length > 0 ? ['timed'] : [])];
    return [
      [
        `${amount.toLocaleString('en-US')} ${plants[plant].unit}`,
        subject,
        exact.join(', ') || '-',
        timed.join('; ') || '-',
        by.length === 2 ? 'both' : (by[0] ?? '**none**'),
      ],
    ];
  });
  return table(['planted', 'into', 'exact metrics that fail', 'timed: how much, found', 'gate'], rows);
}

/** `wasm_cold_aot_pooling_ms` as people call it. */
function wordsOf(metric: string): string {
  const [words = metric] = knownMetric(metric as Parameters<typeof knownMetric>[0]).words.split(', P50');
  return words.replaceAll('`', '');
}

/** A share with its 95 % interval. */
function share<T>(of: readonly T[], is: (one: T) => boolean): string {
  const hits = of.filter(is).length;
  const [low, high] = wilsonInterval(hits, of.length);
  return `${hits} of ${of.length}: ${percent(hits / of.length)} % [${percent(low)}, ${percent(high)}]`;
}

const percent = (value: number): string => (value * 100).toFixed(1);

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map((_, column) => (column === 0 ? '---' : '---:')), ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');
}
