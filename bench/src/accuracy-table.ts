import { type Estimate, signedRankInterval } from '@wasmgate/paired';
import type { InstanceAllocator } from '@wasmgate/contracts/allocators';
import type { HostWay } from './native-host.ts';
import type { Way, WayProcess } from './measure-accuracy.ts';
import { median } from './table.ts';

/** The meter and the host may be this far apart on P50, either way. */
const GOAL = 0.03;
const CONFIDENCE = 0.95;

/** One guest under one allocator. Durations in ns, medians over the processes. */
export interface Accuracy {
  readonly guest: string;
  readonly allocator: InstanceAllocator;
  /** Which of the host's ways makes the call that the meter makes. */
  readonly same: HostWay;
  readonly p50Ns: Readonly<Record<Way, number>>;
  /** The empty call and the clock around it, once for each call that is measured. */
  readonly floorNs: Readonly<Record<Way, number>>;
  /** Logarithms of meter / host for the same call, as measured and without the floors. */
  readonly raw: Estimate;
  readonly net: Estimate;
  /** `yes` when the whole interval of the ratio without floors lies within the goal, `no` when it lies outside. */
  readonly isWithinGoal: 'yes' | 'no' | 'not proven';
}

/** How much of a change of a guest each way shows: logarithms of ratios. */
export interface Dilution {
  /** What was changed. */
  readonly name: string;
  readonly allocator: InstanceAllocator;
  readonly change: Readonly<Record<Way, Estimate>>;
}

/** The meter against the host for one guest, of processes that ran in rounds. `calls`: how many a start measures. */
export function accuracyOf(
  processes: readonly WayProcess[],
  same: HostWay,
  calls: number,
): Omit<Accuracy, 'guest' | 'allocator'> {
  const floor = (process: WayProcess): number => process.clockFloorNs * calls;
  const net = (process: WayProcess): number => p50(process) - floor(process);
  const of = (figure: (process: WayProcess) => number): Record<Way, number> => ({
    meter: median(byRound(processes, 'meter').map(figure)),
    linker: median(byRound(processes, 'linker').map(figure)),
    instance_pre: median(byRound(processes, 'instance_pre').map(figure)),
  });
  const [meter, host] = [byRound(processes, 'meter'), byRound(processes, same)];
  const without = ratioOf(meter.map(net), host.map(net));
  return {
    same,
    p50Ns: of(p50),
    floorNs: of(floor),
    raw: ratioOf(meter.map(p50), host.map(p50)),
    net: without,
    isWithinGoal: judge(without),
  };
}

/** What each way shows of a change, from the processes of one allocator. */
export function dilutionOf(
  before: readonly WayProcess[],
  after: readonly WayProcess[],
): Record<Way, Estimate> {
  const change = (way: Way): Estimate => {
    const p50s = (processes: readonly WayProcess[]): number[] => byRound(processes, way).map(p50);
    return ratioOf(p50s(after), p50s(before));
  };
  return { meter: change('meter'), linker: change('linker'), instance_pre: change('instance_pre') };
}

function judge({ low, high }: Estimate): Accuracy['isWithinGoal'] {
  const [least, most] = [Math.log(1 - GOAL), Math.log(1 + GOAL)];
  if (low >= least && high <= most) return 'yes';
  return low > most || high < least ? 'no' : 'not proven';
}

const p50 = ({ warmNs }: WayProcess): number => median(warmNs);

/** Pairs are of one round: what the machine did then meets both. */
function ratioOf(a: readonly number[], b: readonly number[]): Estimate {
  return signedRankInterval(
    a.map((value, round) => Math.log(value / (b[round] as number))),
    CONFIDENCE,
  );
}

function byRound(processes: readonly WayProcess[], way: Way): WayProcess[] {
  return processes.filter((process) => process.way === way).toSorted((a, b) => a.round - b.round);
}

const WAY_NAMES = {
  meter: 'the meter',
  linker: '`Linker::instantiate`',
  instance_pre: '`InstancePre::instantiate`',
} as const satisfies Record<Way, string>;

/** A Markdown table: a row a guest and allocator. The host's way that makes the meter's call is set in bold. */
export function accuracyTable(rows: readonly Accuracy[]): string {
  const head = [
    'guest, allocator',
    ...Object.values(WAY_NAMES).map((name) => `${name}, µs`),
    'floors, µs',
    'meter / host',
    'without floors',
    `within ${GOAL * 100} %`,
  ];
  const body = rows.map(({ guest, allocator, same, p50Ns, floorNs, raw, net, isWithinGoal }) => [
    `${guest}, ${allocator}`,
    us(p50Ns.meter),
    ...(['linker', 'instance_pre'] as const).map((way) =>
      way === same ? `**${us(p50Ns[way])}**` : us(p50Ns[way]),
    ),
    `${us(floorNs.meter)}, ${us(floorNs[same])}`,
    ratio(raw),
    ratio(net),
    isWithinGoal,
  ]);
  return markdown([head, ...body]);
}

/** A Markdown table: a row a change and allocator, with what each way shows of it. */
export function dilutionTable(rows: readonly Dilution[]): string {
  const ways = ['instance_pre', 'linker', 'meter'] as const satisfies readonly Way[];
  return markdown([
    ['change, allocator', ...ways.map((way) => WAY_NAMES[way])],
    ...rows.map(({ name, allocator, change }) => [
      `${name}, ${allocator}`,
      ...ways.map((way) => percent(change[way])),
    ]),
  ]);
}

function markdown(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  return [head, head.map((_, column) => (column === 0 ? '---' : '---:')), ...body]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');
}

const us = (ns: number): string => (ns / 1000).toFixed(2);

function ratio({ estimate, low, high }: Estimate): string {
  return `${factor(estimate)} [${factor(low)}, ${factor(high)}]`;
}

const factor = (log: number): string => Math.exp(log).toFixed(3);

function percent({ estimate, low, high }: Estimate): string {
  return `${signed(estimate)} % [${signed(low)}, ${signed(high)}]`;
}

const signed = (log: number): string => `${log < 0 ? '-' : '+'}${Math.abs(Math.expm1(log) * 100).toFixed(1)}`;
