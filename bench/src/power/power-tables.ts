import { ALLOCATORS, byAllocator, type InstanceAllocatorKey } from '@wasmgate/contracts/allocators';
import { seededRandom } from '@wasmgate/startup-bench/random';
import { median } from '../table.ts';
import { shareInterval } from './binomial.ts';
import { SCALING, SIZES } from './cells.ts';
import { warmMetric, type Condition, type PowerRun } from './power-run.ts';
import { leastDetectable, statusShares } from './resample.ts';

const CONDITIONS = ['quiet', 'loaded'] as const satisfies readonly Condition[];
/** The one that shows a change sooner comes first. */
const allocators = ALLOCATORS.map(({ key }) => key).toReversed();
const words = byAllocator(({ name }) => name);

/** The tables of docs/measuring.md, as Markdown. `draws` from the noise for each share in the last one. */
export function powerTables(runs: readonly PowerRun[], draws = 2000): string {
  return `${CONDITIONS.flatMap((condition) => {
    const of = runs.filter((run) => run.condition === condition && !isCalibration(run));
    if (of.length === 0) return [];
    return [
      `## ${condition}`,
      conditions(of),
      equalFiles(of),
      detection(of),
      ...(condition === 'quiet' ? [bySeries(of), fixed(of)] : []),
      fromNoise(of, draws),
    ];
  }).join('\n\n')}\n`;
}

const isCalibration = ({ series, size }: PowerRun): boolean =>
  size === null && (SCALING as readonly string[]).includes(series);
const isEqual = ({ series }: PowerRun): boolean => series === 'nothing';

function conditions(runs: readonly PowerRun[]): string {
  const loads = runs.map(({ load }) => load).toSorted((a, b) => a - b);
  const at = (place: number): string => (loads[Math.floor((loads.length - 1) * place)] ?? 0).toFixed(1);
  return `${runs.length} runs; load (one minute) ${at(0.1)} to ${at(0.9)}, median ${at(0.5)}.`;
}

/** How often each verdict came. */
const verdictRow = (name: string, of: readonly PowerRun[]): string[] => [
  name,
  String(of.length),
  ...(['regressed', 'improved', 'unproven', 'pass'] as const).map((verdict) =>
    share(of, (run) => run.verdict === verdict),
  ),
  `${median(of.map(({ seconds }) => seconds)).toFixed(1)} s`,
];

function equalFiles(runs: readonly PowerRun[]): string {
  const equal = runs.filter(isEqual);
  const subjects = [...new Set(equal.map(({ subject }) => subject))].toSorted();
  return table(
    ['equal files', 'runs', '`regressed`', '`improved`', '`unproven`', '`pass`', 'median time'],
    [
      ...subjects.map((subject) =>
        verdictRow(
          subject,
          equal.filter((run) => run.subject === subject),
        ),
      ),
      verdictRow('both', equal),
    ],
  );
}

/** Whether the metric that was slowed down was called so. */
function isFound({ metrics }: PowerRun, allocator: InstanceAllocatorKey): boolean {
  return metrics.some(({ name, status }) => name === warmMetric[allocator] && status === 'regressed');
}

function isUnproven({ metrics }: PowerRun, allocator: InstanceAllocatorKey): boolean {
  return metrics.some(({ name, status }) => name === warmMetric[allocator] && status === 'unproven');
}

function detection(runs: readonly PowerRun[]): string {
  const rows = SIZES.flatMap((size) =>
    allocators.flatMap((allocator) => {
      const of = runs.filter((run) => run.size === size && run.allocator === allocator);
      if (of.length === 0) return [];
      return [
        [
          `+${size * 100} %`,
          words[allocator],
          String(of.length),
          share(of, (run) => isFound(run, allocator)),
          share(of, (run) => isUnproven(run, allocator)),
          measured(of, allocator),
          `${median(of.map(({ seconds }) => seconds)).toFixed(1)} s`,
        ],
      ];
    }),
  );
  return table(
    ['planted', 'allocator', 'runs', 'found', 'unproven', 'measured, median', 'median time'],
    rows,
  );
}

function bySeries(runs: readonly PowerRun[]): string {
  const rows = SCALING.flatMap((series) =>
    allocators.map((allocator) => [
      series,
      words[allocator],
      ...SIZES.map((size) => {
        const of = runs.filter(
          (run) => run.series === series && run.size === size && run.allocator === allocator,
        );
        const [one] = of;
        if (one === undefined) return '-';
        return `${of.filter((run) => isFound(run, allocator)).length} of ${of.length} (${one.amount})`;
      }),
    ]),
  );
  return table(['found (amount)', 'allocator', ...SIZES.map((size) => `+${size * 100} %`)], rows);
}

/** What does not come in small steps: what it costs, and whether that was found. */
function fixed(runs: readonly PowerRun[]): string {
  const rows = (['page', 'table'] as const).flatMap((series) =>
    allocators.flatMap((allocator) => {
      const of = runs.filter((run) => run.series === series);
      if (of.length === 0) return [];
      const found = `${of.filter((run) => isFound(run, allocator)).length} of ${of.length}`;
      return [[series, String(of[0]?.amount), words[allocator], measured(of, allocator), found]];
    }),
  );
  return table(['planted', 'amount', 'allocator', 'measured, median', 'found'], rows);
}

const EFFECTS = [0, 0.02, 0.03, 0.05, 0.1, 0.2];
const SEED = 1;

/** The decision on the noise of the runs on equal files. */
function fromNoise(runs: readonly PowerRun[], draws: number): string {
  const equal = runs.filter(isEqual);
  const names = equal[0]?.metrics.map(({ name }) => name) ?? [];
  const rows = names.map((name) => {
    const rounds = equal.flatMap(({ metrics }) =>
      metrics.filter((metric) => metric.name === name).map((metric) => metric.rounds),
    );
    const random = seededRandom(SEED);
    const shares = EFFECTS.map((effect) => statusShares(rounds, effect, draws, random));
    const least = leastDetectable(rounds, { share: 0.95, step: 0.005, most: 0.5, draws }, random);
    return [
      `\`${name}\``,
      ...shares.map(({ regressed }) => percent(regressed)),
      percent(shares[0]?.unproven ?? 0),
      least === null ? 'above 50 %' : `${(least * 100).toFixed(1)} %`,
    ];
  });
  return table(
    [
      'called `regressed`',
      ...EFFECTS.map((effect) => (effect === 0 ? 'equal' : `+${effect * 100} %`)),
      'unproven, equal',
      '95 % found from',
    ],
    rows,
  );
}

function measured(runs: readonly PowerRun[], allocator: InstanceAllocatorKey): string {
  const ratios = runs.flatMap(({ metrics }) =>
    metrics.filter(({ name }) => name === warmMetric[allocator]).map(({ ratio }) => ratio),
  );
  return `${((median(ratios) - 1) * 100).toFixed(1)} %`;
}

/** A share of runs with its exact 95 % interval. */
function share(runs: readonly PowerRun[], is: (run: PowerRun) => boolean): string {
  const hits = runs.filter(is).length;
  const [low, high] = shareInterval(hits, runs.length);
  return `${percent(hits / runs.length)} [${percent(low, '')}, ${percent(high, '')}]`;
}

const percent = (value: number, unit = ' %'): string => `${(value * 100).toFixed(1)}${unit}`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map((_, column) => (column === 0 ? '---' : '---:')), ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');
}
