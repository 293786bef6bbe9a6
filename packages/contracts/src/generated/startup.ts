/* Generated from schemas/ by `npm run generate -w @wasmgate/contracts`. Do not edit. */

/**
 * See docs/measuring.md.
 */
export type ComparisonStatus = 'regressed' | 'improved' | 'pass' | 'unproven' | 'identical';

/**
 * Written by wasm-startup-bench: a superset of what clawft's wasm-startup.sh writes. Top-level figures: shipped stage, on-demand allocator.
 */
export interface StartupJson {
  /**
   * Version of this report's shape.
   */
  schema_version: 1;
  /**
   * As clawft's script names it.
   */
  benchmark: 'wasm_startup';
  /**
   * Name of the subject; null for a file given by path.
   */
  subject: string | null;
  /**
   * The file that was read: relative to the subject, or only its name when it was given by path.
   */
  artifact: string;
  /**
   * SHA-256 of the bytes that this report speaks of: those of the shipped artifact, or of the file given.
   */
  artifact_sha256: string;
  /**
   * As clawft's script names it: the file measured, relative to the subject.
   */
  wasm_file: string;
  /**
   * Length of the file.
   */
  wasm_size_bytes: number;
  /**
   * module: a core WebAssembly module; component: a WebAssembly component.
   */
  kind: 'module' | 'component';
  /**
   * reactor: a core module with _initialize; command: one with _start.
   */
  shape: 'component' | 'reactor' | 'module' | 'command';
  /**
   * What started the guest.
   */
  engine: {
    /**
     * off: nothing did, as wasmgate.json says.
     */
    name: 'wasmtime' | 'v8' | 'off';
    /**
     * Version of libwasmtime or of V8; null: nothing started it.
     */
    version: string | null;
  };
  /**
   * Class of the machine that measured.
   */
  host_class: string;
  /**
   * True when imports were stubbed: under wasmtime those that are no WASI trap when they are called (--stub-imports); under V8 all of them give zero or null.
   */
  stub_imports?: boolean;
  /**
   * P50 over fresh processes, empty cache: parse, validate, compile, instantiate, ms.
   */
  cold_start_ms: number | null;
  /**
   * P50 over fresh processes: .cwasm from disk to first instance, ms.
   */
  cold_aot_ms: number | null;
  /**
   * True when a warm start contains linking (components, through the C API).
   */
  includes_link: boolean;
  /**
   * Shipped stage, on-demand allocator.
   */
  warm_start: Stats | null;
  /**
   * clawft's targets.
   */
  targets: {
    /**
     * cold_start_ms < 5.
     */
    cold_start_under_5ms: 'PASS' | 'FAIL' | 'UNMEASURED';
    /**
     * cold_aot_ms < 5.
     */
    cold_aot_under_5ms: 'PASS' | 'FAIL' | 'UNMEASURED';
    /**
     * warm_start.p50_ms < 1.
     */
    warm_p50_under_1ms: 'PASS' | 'FAIL' | 'UNMEASURED';
  };
  /**
   * Both stages; unoptimized is null for a file given by path.
   */
  stages: {
    /**
     * Without wasm-opt.
     */
    unoptimized: Stage | null;
    shipped: Stage;
  };
  /**
   * Shipped stage under each allocator.
   */
  allocators: {
    /**
     * The default allocator; of V8 the only one.
     */
    on_demand: AllocatorFigures | null;
    /**
     * The pooling allocator, all totals 16.
     */
    pooling: AllocatorFigures | null;
  };
  /**
   * Exact figures.
   */
  exact: {
    /**
     * An exact figure.
     */
    [k: string]: {
      /**
       * The figure.
       */
      value: number;
      basis: Basis;
    };
  } | null;
  /**
   * The wasmtime command line, whole process.
   */
  cli: {
    /**
     * True when a command line exited 0 and was timed.
     */
    ran: boolean;
    /**
     * Why it was not timed.
     */
    reason?: string;
    /**
     * The command line, without paths.
     */
    command?: string[];
    /**
     * wasmtime --version: the command without a guest, median, ms.
     */
    spawn_ms?: number;
    /**
     * First run, empty private cache, ms.
     */
    cold_ms?: number;
    warm?: Stats3;
  };
  /**
   * Which definition of a percentile.
   */
  percentile_method: string;
  /**
   * fail when any finding is a violation.
   */
  verdict: 'pass' | 'fail';
  /**
   * What was noticed: codes and arguments, never prose.
   */
  findings: Finding[];
  /**
   * The shipped artifact against a baseline, both measured in this run; null when there was nothing to compare with or a guest failed.
   */
  comparison?: Comparison | null;
  /**
   * What the clock can tell; null when nothing was measured.
   */
  clock?: {
    /**
     * An empty call into the engine and both readings of the clock, in the measuring processes: the median, ns.
     */
    floor_ns: number;
    /**
     * Phases of the shipped stage of whose time more than a tenth is the clock's floor: allocator and phase.
     */
    unresolved: string[];
  } | null;
  /**
   * Programs of the crate, built for this machine and measured from spawn to exit; null when wasmgate.json names none.
   */
  native?: NativeBin[] | null;
  /**
   * SHA-256 of the slice of settings that this answers; null for a file given by path without a configuration.
   */
  settings_sha256: string | null;
}
/**
 * Shipped stage, on-demand allocator.
 */
export interface Stats {
  /**
   * Number of samples.
   */
  iterations: number;
  /**
   * Least, ms.
   */
  min_ms: number;
  /**
   * Greatest, ms.
   */
  max_ms: number;
  /**
   * Arithmetic mean, ms.
   */
  mean_ms: number;
  /**
   * Median, ms.
   */
  p50_ms: number;
  /**
   * 90th percentile, ms.
   */
  p90_ms: number;
  /**
   * 99th percentile, ms.
   */
  p99_ms: number;
}
/**
 * One stage.
 */
export interface Stage {
  /**
   * The file.
   */
  artifact: string;
  /**
   * SHA-256, in lower-case hexadecimal.
   */
  sha256: string;
  /**
   * False when the guest failed: then there are no figures.
   */
  ran: boolean;
  /**
   * The default allocator.
   */
  on_demand: AllocatorFigures | null;
  /**
   * The pooling allocator, all totals 16.
   */
  pooling: AllocatorFigures | null;
}
/**
 * One instance allocator.
 */
export interface AllocatorFigures {
  /**
   * Fresh process, empty cache: compile and instantiate.
   */
  cold: StartFigures | null;
  /**
   * Fresh process, from a .cwasm file.
   */
  cold_aot: StartFigures | null;
  /**
   * Instantiating again in the same engine.
   */
  warm_start: Stats2 | null;
  /**
   * Fresh processes behind warm_start.
   */
  warm_processes: number;
  /**
   * P50 of the warm starts of each process, ms.
   */
  process_p50_ms: number[];
  /**
   * Parts of a warm start and what surrounds it: median over the processes of each process's percentiles. Keys: store (making it), instantiate (the warm start itself), drop.
   */
  warm_phases?: {
    [k: string]: Percentiles;
  };
}
/**
 * One way to start, each sample a fresh process.
 */
export interface StartFigures {
  /**
   * Fresh processes.
   */
  processes: number;
  total_ms: Stats1;
  /**
   * Percentiles over the processes of each phase, which every process goes through once, ms. Keys: engine, compile or deserialize, link, store, instantiate, initialize, and call:<export>; V8 has neither engine, link nor store.
   */
  phases: {
    [k: string]: Percentiles;
  };
}
/**
 * Engine to first instance, over the processes.
 */
export interface Stats1 {
  /**
   * Number of samples.
   */
  iterations: number;
  /**
   * Least, ms.
   */
  min_ms: number;
  /**
   * Greatest, ms.
   */
  max_ms: number;
  /**
   * Arithmetic mean, ms.
   */
  mean_ms: number;
  /**
   * Median, ms.
   */
  p50_ms: number;
  /**
   * 90th percentile, ms.
   */
  p90_ms: number;
  /**
   * 99th percentile, ms.
   */
  p99_ms: number;
}
/**
 * Percentiles, ms.
 */
export interface Percentiles {
  /**
   * Median, ms.
   */
  p50_ms: number;
  /**
   * 90th percentile, ms.
   */
  p90_ms: number;
  /**
   * 99th percentile, ms.
   */
  p99_ms: number;
}
/**
 * Instantiating again in the same engine: median over the processes of each figure.
 */
export interface Stats2 {
  /**
   * Number of samples.
   */
  iterations: number;
  /**
   * Least, ms.
   */
  min_ms: number;
  /**
   * Greatest, ms.
   */
  max_ms: number;
  /**
   * Arithmetic mean, ms.
   */
  mean_ms: number;
  /**
   * Median, ms.
   */
  p50_ms: number;
  /**
   * 90th percentile, ms.
   */
  p90_ms: number;
  /**
   * 99th percentile, ms.
   */
  p99_ms: number;
}
/**
 * What it depends on beside the bytes: the engine and, where machine code counts, the platform.
 */
export interface Basis {
  /**
   * Identity of what compiled and linked the module.
   */
  toolchain?: string;
  /**
   * C compiler and archiver of native objects; absent: wasmgate.json names none.
   */
  c_compiler?: string;
  /**
   * What worked on the linked module before wasm-opt, such as wasm-bindgen 0.2.106; absent: nothing did.
   */
  postlink?: string;
  /**
   * wasm-opt, its version and its level; absent: not run.
   */
  optimizer?: string;
  /**
   * Name and version of what made the component; absent: nothing did.
   */
  componentizer?: string;
  /**
   * What linked a program of the host.
   */
  linker?: string;
  /**
   * Versions of zlib and brotli, and the architecture.
   */
  compressor?: string;
  /**
   * wasmtime or v8, its version and its compiler.
   */
  engine?: string;
  /**
   * Machine that machine code was made for, such as x64-linux.
   */
  platform?: string;
}
/**
 * Further runs, from the private cache.
 */
export interface Stats3 {
  /**
   * Number of samples.
   */
  iterations: number;
  /**
   * Least, ms.
   */
  min_ms: number;
  /**
   * Greatest, ms.
   */
  max_ms: number;
  /**
   * Arithmetic mean, ms.
   */
  mean_ms: number;
  /**
   * Median, ms.
   */
  p50_ms: number;
  /**
   * 90th percentile, ms.
   */
  p90_ms: number;
  /**
   * 99th percentile, ms.
   */
  p99_ms: number;
}
/**
 * One thing that was noticed, as data. Its text is made from the code and the arguments, which packages/contracts/src/codes.ts lists.
 */
export interface Finding {
  /**
   * What it is; docs/codes/ has a page for each code.
   */
  code: string;
  /**
   * A violation makes the verdict fail.
   */
  severity: 'violation' | 'warning' | 'info';
  /**
   * The arguments of the text.
   */
  args: {
    [k: string]: string | number | boolean | string[];
  };
  /**
   * Where: a section, an offset, a JSON path.
   */
  path?: string;
}
/**
 * Head against baseline in one run: both and the baseline again take turns in each of many fresh processes.
 */
export interface Comparison {
  head: ComparedFile;
  baseline: ComparedFile;
  verdict: ComparisonStatus;
  /**
   * Why nothing was measured.
   */
  skipped?: 'identical_bytes';
  /**
   * What the intervals are.
   */
  method: string;
  /**
   * Confidence that the intervals of all metrics hold at once.
   */
  confidence: number;
  /**
   * Of the order of each measuring.
   *
   * Items: A seed.
   */
  seeds: number[];
  /**
   * Rounds of each measuring; 0 when skipped.
   */
  rounds: number;
  /**
   * The gated family.
   */
  metrics: ComparedMetric[];
  /**
   * Every process, in the order in which they ran.
   */
  runs: ComparedProcess[];
}
/**
 * A file that was compared.
 */
export interface ComparedFile {
  /**
   * The file: relative to the subject, its name, or git:<revision>.
   */
  artifact: string;
  /**
   * SHA-256, in lower-case hexadecimal.
   */
  sha256: string;
}
/**
 * A timed metric, head against baseline.
 */
export interface ComparedMetric {
  /**
   * Name of the metric, as in baseline.json.
   */
  name: string;
  status: ComparisonStatus;
  /**
   * Why it is unproven; not_repeated: why it passes although a measuring leaned elsewhere.
   */
  reason?: 'null_moved' | 'too_noisy' | 'not_repeated';
  /**
   * Head divided by baseline: above 1 is slower. Hodges-Lehmann estimate over the rounds of the last measuring.
   */
  ratio: number;
  /**
   * Lower and upper end.
   *
   * @minItems 2
   * @maxItems 2
   */
  interval: number[];
  /**
   * Head: median over the processes of the median over their blocks, ms; null when the files are identical.
   */
  head_ms: number | null;
  /**
   * Baseline, in this run: the same.
   */
  baseline_ms: number | null;
  /**
   * Rounds behind it.
   */
  rounds: number;
  /**
   * A smaller change fails nothing, in percent: the largest of 2 %, 0.1 us, and half of the null's 99 % interval; null when the files are identical.
   */
  least_change_pct: number | null;
  /**
   * The baseline against itself; null when the files are identical.
   */
  null: NullContrast | null;
  /**
   * The measurings before the last one, in their order: one that leaned to a side, which had to come again, or one that proved nothing.
   *
   * @maxItems 2
   *
   * Items: A measuring.
   */
  earlier: {
    /**
     * Estimate.
     */
    ratio: number;
    /**
     * Lower and upper end.
     *
     * @minItems 2
     * @maxItems 2
     */
    interval: number[];
    null: NullContrast;
  }[];
}
/**
 * The baseline against itself under another name: what this run cannot tell from nothing.
 */
export interface NullContrast {
  /**
   * Estimate.
   */
  ratio: number;
  /**
   * Lower and upper end.
   *
   * @minItems 2
   * @maxItems 2
   */
  interval: number[];
  /**
   * Half of its own interval at 99 %, in percent.
   */
  half_width_pct: number;
  /**
   * Its interval lies wholly on one side of 1.
   */
  moved: boolean;
}
/**
 * A fresh process of a comparison: it starts all arms in turn, under one allocator.
 */
export interface ComparedProcess {
  /**
   * 1, or more for what was measured again.
   */
  attempt: number;
  /**
   * Round, from 1.
   */
  round: number;
  /**
   * The metrics of its allocator, by name.
   */
  metrics: {
    [k: string]: ComparedSample;
  };
}
/**
 * What a sample says: medians over its blocks, in each of which every arm was measured once.
 */
export interface ComparedSample {
  /**
   * Blocks that count.
   */
  blocks: number;
  /**
   * Of the head, ms.
   */
  head_ms: number;
  /**
   * Of the baseline, ms.
   */
  baseline_ms: number;
  /**
   * Of the baseline under another name, ms.
   */
  again_ms: number;
  /**
   * Median of head / baseline within a block.
   */
  ratio: number;
  /**
   * Median of again / baseline within a block.
   */
  null_ratio: number;
}
/**
 * A program of the host. Each sample is a fresh process.
 */
export interface NativeBin {
  /**
   * Name of a program of the crate: it names a file, and the metrics native.<bin>.…
   */
  bin: string;
  /**
   * What it was given.
   */
  args: string[];
  /**
   * SHA-256, in lower-case hexadecimal.
   */
  sha256: string;
  /**
   * Length of the file.
   */
  bytes: number;
  /**
   * Machine that it runs on, such as x86_64-linux.
   */
  platform: string;
  /**
   * What linked it.
   */
  linker: string;
  /**
   * False when a run did not exit 0: then there are no figures.
   */
  ran: boolean;
  /**
   * Fresh processes behind the figures.
   */
  processes: number;
  /**
   * Spawn to exit, whole process.
   */
  startup_time_ms: Stats4 | null;
  /**
   * Length of the file, kB (1,024 bytes), to one decimal.
   */
  binary_size_kb: number;
  /**
   * Runs a second, one after the other: 1,000 by the mean of startup_time_ms.
   */
  throughput_invocations_per_sec: number | null;
  /**
   * The most of its memory that was resident (VmHWM), kB of 1,024 B, over processes of their own; null where it is not known, as peak_rss_unknown says.
   */
  peak_rss_kb: {
    /**
     * Processes behind it.
     */
    processes: number;
    /**
     * Median, kB.
     */
    p50: number;
    /**
     * Least, kB.
     */
    min: number;
    /**
     * Most, kB.
     */
    max: number;
  } | null;
  /**
   * Why its memory is not known.
   */
  peak_rss_unknown?: string;
  /**
   * Against the accepted program, both measured in this run; null when there was nothing to compare with.
   */
  comparison: NativeComparison | null;
  /**
   * Why there is no comparison: nothing was accepted, it was accepted on another platform, or one of the two failed.
   */
  uncompared?: 'no_baseline' | 'other_platform' | 'failed';
}
/**
 * Statistics of samples.
 */
export interface Stats4 {
  /**
   * Number of samples.
   */
  iterations: number;
  /**
   * Least, ms.
   */
  min_ms: number;
  /**
   * Greatest, ms.
   */
  max_ms: number;
  /**
   * Arithmetic mean, ms.
   */
  mean_ms: number;
  /**
   * Median, ms.
   */
  p50_ms: number;
  /**
   * 90th percentile, ms.
   */
  p90_ms: number;
  /**
   * 99th percentile, ms.
   */
  p99_ms: number;
}
/**
 * A program against an earlier one in one run: single runs of both and of the earlier one again take turns.
 */
export interface NativeComparison {
  baseline: ComparedFile;
  /**
   * Why nothing was measured.
   */
  skipped?: 'identical_bytes';
  /**
   * What the interval is.
   */
  method: string;
  /**
   * Confidence that the intervals of all programs hold at once.
   */
  confidence: number;
  /**
   * Of the order of each measuring.
   *
   * Items: A seed.
   */
  seeds: number[];
  /**
   * Rounds of each measuring; 0 when skipped.
   */
  rounds: number;
  metric: ComparedMetric1;
  /**
   * Runs a second of each in this comparison; null when skipped.
   */
  throughput: {
    /**
     * Of the head.
     */
    head: number;
    /**
     * Of the baseline.
     */
    baseline: number;
  } | null;
  /**
   * native.<bin>.peak_rss_kb, compared by rounds of single runs; null when skipped, and where memory is not known.
   */
  peak_rss: {
    metric: ComparedMetric2;
    /**
     * Of the head, kB.
     */
    head_kb: number;
    /**
     * Of the baseline, kB.
     */
    baseline_kb: number;
  } | null;
  /**
   * Every round, so that others can analyse it anew.
   */
  runs: NativeRound[];
}
/**
 * A timed metric, head against baseline.
 */
export interface ComparedMetric1 {
  /**
   * Name of the metric, as in baseline.json.
   */
  name: string;
  status: ComparisonStatus;
  /**
   * Why it is unproven; not_repeated: why it passes although a measuring leaned elsewhere.
   */
  reason?: 'null_moved' | 'too_noisy' | 'not_repeated';
  /**
   * Head divided by baseline: above 1 is slower. Hodges-Lehmann estimate over the rounds of the last measuring.
   */
  ratio: number;
  /**
   * Lower and upper end.
   *
   * @minItems 2
   * @maxItems 2
   */
  interval: number[];
  /**
   * Head: median over the processes of the median over their blocks, ms; null when the files are identical.
   */
  head_ms: number | null;
  /**
   * Baseline, in this run: the same.
   */
  baseline_ms: number | null;
  /**
   * Rounds behind it.
   */
  rounds: number;
  /**
   * A smaller change fails nothing, in percent: the largest of 2 %, 0.1 us, and half of the null's 99 % interval; null when the files are identical.
   */
  least_change_pct: number | null;
  /**
   * The baseline against itself; null when the files are identical.
   */
  null: NullContrast | null;
  /**
   * The measurings before the last one, in their order: one that leaned to a side, which had to come again, or one that proved nothing.
   *
   * @maxItems 2
   *
   * Items: A measuring.
   */
  earlier: {
    /**
     * Estimate.
     */
    ratio: number;
    /**
     * Lower and upper end.
     *
     * @minItems 2
     * @maxItems 2
     */
    interval: number[];
    null: NullContrast;
  }[];
}
/**
 * A timed metric, head against baseline.
 */
export interface ComparedMetric2 {
  /**
   * Name of the metric, as in baseline.json.
   */
  name: string;
  status: ComparisonStatus;
  /**
   * Why it is unproven; not_repeated: why it passes although a measuring leaned elsewhere.
   */
  reason?: 'null_moved' | 'too_noisy' | 'not_repeated';
  /**
   * Head divided by baseline: above 1 is slower. Hodges-Lehmann estimate over the rounds of the last measuring.
   */
  ratio: number;
  /**
   * Lower and upper end.
   *
   * @minItems 2
   * @maxItems 2
   */
  interval: number[];
  /**
   * Head: median over the processes of the median over their blocks, ms; null when the files are identical.
   */
  head_ms: number | null;
  /**
   * Baseline, in this run: the same.
   */
  baseline_ms: number | null;
  /**
   * Rounds behind it.
   */
  rounds: number;
  /**
   * A smaller change fails nothing, in percent: the largest of 2 %, 0.1 us, and half of the null's 99 % interval; null when the files are identical.
   */
  least_change_pct: number | null;
  /**
   * The baseline against itself; null when the files are identical.
   */
  null: NullContrast | null;
  /**
   * The measurings before the last one, in their order: one that leaned to a side, which had to come again, or one that proved nothing.
   *
   * @maxItems 2
   *
   * Items: A measuring.
   */
  earlier: {
    /**
     * Estimate.
     */
    ratio: number;
    /**
     * Lower and upper end.
     *
     * @minItems 2
     * @maxItems 2
     */
    interval: number[];
    null: NullContrast;
  }[];
}
/**
 * A round of single runs that take turns.
 */
export interface NativeRound {
  /**
   * 1, or more for what was measured again.
   */
  attempt: number;
  /**
   * Round, from 1.
   */
  round: number;
  figures: ComparedSample;
}
