import { ALLOCATORS } from './allocators.ts';
import type { BasisPart } from './basis.ts';

/** Everything that is known of a metric, or of a family of metrics. */
export interface MetricRow {
  /** Its name in baseline.json, budgets and reports; `*` stands for the one part that varies within a family. */
  readonly name: string;
  /**
   * exact: needs no statistics; timed: noisy; identity: a name, which must be equal; native: clawft's own, of its native
   * binary, which no task measures and which is accepted by name only.
   */
  readonly kind: 'exact' | 'timed' | 'identity' | 'native';
  readonly unit: 'kB' | 'B' | 'ms' | 'runs/s' | 'pages' | 'operations' | '%' | '';
  readonly better: 'lower' | 'higher';
  /** How much worse it may be, %, where `policy` says nothing. Null: it is not held against a baseline by a tolerance. */
  readonly tolerancePct: number | null;
  /** The task whose report has it; null: none. */
  readonly task: 'build' | 'size' | 'startup-bench' | 'memory' | null;
  /** Where to look for what made it change. */
  readonly explainedBy: 'size' | 'startup' | 'memory' | 'build.json';
  /** What it depends on beside the source. Figures of different bases are not held against each other. */
  readonly basis: readonly BasisPart[];
  /** It is the size of a file: the same bytes have the same one, whoever made them. */
  readonly isSize: boolean;
  /** Whether a budget may name it: a budget is a most. */
  readonly isBudgetable: boolean;
  /** Whether clawft's file has a key of this name, which repeats it for clawft's readers. */
  readonly isSeedKey: boolean;
  /** The metric of the same processes that stands for it: one cause is one violation. */
  readonly judgedWith?: string;
  /** What it is, for people. */
  readonly words: string;
}

const BYTES = ['toolchain', 'c_compiler', 'postlink', 'optimizer', 'componentizer'] as const;

const exact = {
  kind: 'exact',
  better: 'lower',
  isSize: false,
  isBudgetable: true,
  isSeedKey: false,
} as const;
const size = {
  ...exact,
  unit: 'kB',
  tolerancePct: 2,
  task: 'size',
  explainedBy: 'size',
  basis: [...BYTES, 'compressor'],
  isSize: true,
} as const;
/** A count may not grow at all: each one is a decision. */
const count = { ...exact, unit: '', tolerancePct: 0, basis: BYTES } as const;
const setUp = { task: 'startup-bench', explainedBy: 'size' } as const;
const interfaceOf = { task: 'build', explainedBy: 'build.json' } as const;
const heap = { ...count, task: 'memory', explainedBy: 'memory' } as const;
const engine = { ...exact, task: 'startup-bench', explainedBy: 'startup' } as const;
const timed = {
  kind: 'timed',
  unit: 'ms',
  better: 'lower',
  tolerancePct: 2,
  task: 'startup-bench',
  explainedBy: 'startup',
  basis: ['engine'],
  isSize: false,
  isBudgetable: true,
  isSeedKey: false,
} as const;
const identity = {
  ...interfaceOf,
  kind: 'identity',
  unit: '',
  better: 'lower',
  tolerancePct: null,
  basis: [],
  isSize: false,
  isBudgetable: false,
  isSeedKey: true,
} as const;
const clawft = {
  kind: 'native',
  better: 'lower',
  tolerancePct: null,
  task: null,
  explainedBy: 'startup',
  basis: [],
  isSize: false,
  isBudgetable: false,
  isSeedKey: true,
} as const;

/** The ways to start, under each allocator. Cold starts that compile are too slow to be compared in rounds, but for V8's. */
const starts = ALLOCATORS.flatMap(
  ({ infix, name }) =>
    [
      {
        ...timed,
        name: `wasm_instantiation_cold${infix}_ms`,
        tolerancePct: infix === '' ? 2 : null,
        isSeedKey: infix === '',
        words: `cold start with compilation, ${name}, P50 of fresh processes${infix === '' ? '; compared in V8 alone' : ''}`,
      },
      {
        ...timed,
        name: `wasm_cold_aot${infix}_ms`,
        words: `cold start from a \`.cwasm\`, ${name}, P50 of fresh processes`,
      },
      {
        ...timed,
        name: `wasm_instantiation_warm${infix}_ms`,
        isSeedKey: infix === '',
        words: `instantiating again, ${name}, P50`,
      },
    ] as const,
);

const rows = [
  {
    ...size,
    name: 'wasm_size_raw_kb',
    basis: BYTES,
    isSeedKey: true,
    words: 'length of what ships, kB of 1,024 B',
  },
  { ...size, name: 'wasm_size_gzip_kb', isSeedKey: true, words: 'what ships after gzip -9' },
  { ...size, name: 'wasm_size_brotli_kb', words: 'what ships after brotli 11' },
  { ...count, ...interfaceOf, name: 'wasm_exports', words: 'exports of what ships' },
  { ...count, ...interfaceOf, name: 'wasm_imports', words: 'imports of what ships' },
  { ...count, ...setUp, name: 'wasm_memory_pages', unit: 'pages', words: 'least memory, pages of 64 KiB' },
  { ...count, ...setUp, name: 'wasm_table_elements', words: 'least elements of all tables' },
  {
    ...count,
    ...setUp,
    name: 'wasm_data_bytes',
    unit: 'B',
    tolerancePct: 2,
    words: 'bytes of all data segments',
  },
  {
    ...engine,
    name: 'wasm_cwasm_bytes',
    unit: 'B',
    tolerancePct: 5,
    basis: [...BYTES, 'engine', 'platform'],
    words: 'length of the compiled `.cwasm`',
  },
  {
    ...engine,
    name: 'wasm_fuel_*',
    unit: 'operations',
    tolerancePct: 2,
    basis: [...BYTES, 'engine'],
    words:
      'WebAssembly operations until this call of `invoke` returns; `first_instance`: until there is an instance',
  },
  {
    ...heap,
    name: 'wasm_heap_bytes_*',
    unit: 'B',
    words:
      'bytes that allocations and reallocations ask for: until there is an instance, in `initialize`, in this call of `invoke`',
  },
  {
    ...heap,
    name: 'wasm_heap_allocations_*',
    words: 'how many these are',
  },
  {
    ...heap,
    name: 'wasm_heap_peak_bytes',
    unit: 'B',
    words: 'the most bytes that live at once, until the last call of `invoke` returned',
  },
  {
    ...heap,
    name: 'wasm_heap_live_bytes',
    unit: 'B',
    words: 'bytes that live after the last call of `invoke`',
  },
  {
    ...heap,
    name: 'wasm_heap_pages',
    unit: 'pages',
    words: 'linear memory after the last call of `invoke`, pages of 64 KiB',
  },
  {
    ...heap,
    name: 'wasm_heap_leaked_bytes',
    unit: 'B',
    words: 'bytes that each call of `invoke` leaves when it is made again and again, of all calls',
  },
  {
    ...heap,
    name: 'wasm_heap_fragmentation_pct',
    unit: '%',
    tolerancePct: 5,
    words: 'part of the heap that no block covers at the peak of 10,000 mixed allocations',
  },
  { ...identity, name: 'wasm_allocator', words: 'allocator of the guest, by its names and units' },
  { ...identity, name: 'wasm_target', words: 'target triple' },
  ...starts,
  {
    ...engine,
    name: 'native.*.binary_size_kb',
    unit: 'kB',
    tolerancePct: 2,
    basis: ['toolchain', 'linker'],
    isSize: true,
    words: 'length of a stripped program of the host',
  },
  {
    ...timed,
    name: 'native.*.startup_time_ms',
    basis: [],
    words: 'a program of the host from spawn to exit, P50 of fresh processes',
  },
  {
    ...timed,
    name: 'native.*.throughput_invocations_per_sec',
    unit: 'runs/s',
    better: 'higher',
    basis: [],
    isBudgetable: false,
    judgedWith: 'native.*.startup_time_ms',
    words: 'runs of it one after the other: 1,000 by the mean; judged with its start',
  },
  {
    ...timed,
    name: 'native.*.peak_rss_kb',
    unit: 'kB',
    basis: [],
    words: 'the most memory of a program of the host that was resident at once, P50 of fresh processes',
  },
  { ...clawft, name: 'startup_time_ms', unit: 'ms', words: 'start to exit of a native binary of clawft' },
  { ...clawft, name: 'binary_size_kb', unit: 'kB', words: 'size of that binary' },
  {
    ...clawft,
    name: 'throughput_invocations_per_sec',
    unit: 'runs/s',
    better: 'higher',
    words: 'invocations of that binary a second',
  },
] as const satisfies readonly MetricRow[];

type Filled<N extends string> = N extends `${infer Prefix}*${infer Suffix}`
  ? `${Prefix}${string}${Suffix}`
  : N;

/** The name of a metric that the table has. */
export type MetricName = Filled<(typeof rows)[number]['name']>;

/** One table of every metric: comparing, budgets, schemas, docs and what is printed are driven by it. */
export const METRICS: readonly MetricRow[] = rows;

const singles = new Map(METRICS.filter(({ name }) => !name.includes('*')).map((row) => [row.name, row]));
const families = METRICS.filter(({ name }) => name.includes('*')).map((row) => {
  const [prefix = '', suffix = ''] = row.name.split('*');
  return { row, prefix, suffix };
});

/** What is known of a metric; undefined for a name that the table does not have. */
export function metricOf(name: string): MetricRow | undefined {
  return singles.get(name) ?? familyOf(name)?.row;
}

/** What is known of a metric of the table. */
export function knownMetric(name: MetricName): MetricRow {
  const row = metricOf(name);
  if (row === undefined) throw new Error(`metrics.ts has no ${name}`);
  return row;
}

function familyOf(name: string): (typeof families)[number] | undefined {
  return families.find(
    ({ prefix, suffix }) =>
      name.startsWith(prefix) && name.endsWith(suffix) && name.length > prefix.length + suffix.length,
  );
}

/** A figure as tools show it and budgets judge it: kB to one decimal, like clawft's. */
export function shownFigure(name: string, value: number): number {
  return metricOf(name)?.unit === 'kB' ? Math.round(value * 10) / 10 : value;
}

/** Whether a tolerance in `policy` changes how a metric is judged; times have the method's. */
export const isPolicyMetric = ({ kind }: MetricRow): boolean => kind === 'exact';
