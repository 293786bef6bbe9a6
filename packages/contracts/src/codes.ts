/** How bad a finding is: a violation makes the verdict fail. */
export type Severity = 'violation' | 'warning' | 'info';

/** What gives a code: a report, or `baseline`, which is `wasmgate baseline --diff --check`. */
export type ReportName =
  | 'build'
  | 'size'
  | 'features'
  | 'startup'
  | 'memory'
  | 'regression'
  | 'verify'
  | 'check'
  | 'baseline';

/** What one argument holds: a kind, or one of these words. */
type Kind = ArgKind | readonly string[];

/** What an argument can hold, by the name that `codes` gives it. */
export type ArgKind = keyof Values;

interface Values {
  readonly text: string;
  readonly number: number;
  /** A metric's value: a number, or a text for an identity such as the allocator. */
  readonly figure: number | string;
  readonly texts: readonly string[];
}

/**
 * What a code is: its severity (two: who gives it decides), the reports that give it, its arguments (`name?`: it may be left
 * out).
 */
export interface CodeEntry {
  readonly severity: Severity | readonly Severity[];
  readonly reports: readonly ReportName[];
  readonly args: Readonly<Record<string, Kind>>;
}

/** A change against the baseline of the same run, %. */
const change = {
  metric: 'text',
  change_pct: 'number',
  low_pct: 'number',
  high_pct: 'number',
  rounds: 'number',
  /** Half the width of the interval of the baseline against itself. */
  null_pct: 'number',
} as const;

/** Why a metric has the status that it has: what regression.json says beside it, where the status alone does not tell. */
const rowReasons = [
  'budget_unmeasured',
  'no_metric',
  'same_bytes',
  'other_compressor',
  'other_toolchain',
  'other_file',
  'other_machine',
  'unknown_machine',
  'not_compared',
  'null_moved',
  'too_noisy',
  'not_repeated',
] as const;

/** Why what a module told of its memory is not known to be all; memory.schema.json has the same words. */
const memoryReasons = [
  'no_memory',
  'no_names',
  'damaged_names',
  'no_allocator',
  'unsupported_memory',
  'nested_module',
  'unread_code',
  'guest_failed',
  'not_compiled',
  'events_lost',
  'overlap',
  'freed_nothing',
  'counts_differ',
  'unaccounted_write',
  'unaccounted_growth',
] as const;

/** A violation; a warning when it is about what does not ship: the unoptimized stage, or an earlier artifact. */
const ofGuest = { severity: ['violation', 'warning'], reports: ['startup'] } as const;

/** `during`: where the guest was, a phase of its start or `call:NAME`. */
const failed = { reason: 'text', 'during?': 'text' } as const;

/**
 * Every code that wasmgate gives. `packages/words` has its words (a code without words does not compile), docs/codes/ a
 * page for each.
 */
export const codes = {
  /** `missing`: what wasmgate.json demands; empty: it exports nothing at all. A warning for the unoptimized stage. */
  exports_missing: {
    severity: ['violation', 'warning'],
    reports: ['build', 'startup', 'check'],
    args: { missing: 'texts' },
  },

  /** wasmgate.json says why it exports nothing; `found`: how many exports there are all the same. */
  exports_waived: {
    severity: 'warning',
    reports: ['build'],
    args: { reason: 'text', found: 'number' },
  },

  /** wasmgate.json says why nothing starts the guest. */
  startup_off: {
    severity: 'warning',
    reports: ['startup'],
    args: { reason: 'text' },
  },

  /** A rust-toolchain.toml pins one channel, and what was here instead built. */
  toolchain_not_pinned: {
    severity: 'warning',
    reports: ['build'],
    args: { pinned: 'text', built: 'text', target: 'text' },
  },

  over_budget: {
    severity: 'violation',
    reports: ['size', 'startup', 'memory', 'regression'],
    args: { metric: 'text', value: 'number', max: 'number' },
  },
  budget_waived: {
    severity: 'info',
    reports: ['size', 'startup', 'memory', 'regression'],
    args: { metric: 'text', value: 'number', max: 'number', waive: 'text' },
  },
  optimizer_grew: {
    severity: 'warning',
    reports: ['size'],
    args: {
      /** How much larger what ships is than what was linked, where it is. */
      'gzip_delta_bytes?': 'number',
      'brotli_delta_bytes?': 'number',
    },
  },
  size_grew: {
    severity: 'info',
    reports: ['size'],
    args: {
      delta_bytes: 'number',
      data_delta_bytes: 'number',
      /** The data segment that grew most: its name, else its number; and the longest text in it that is new. */
      'segment?': 'text',
      'segment_delta_bytes?': 'number',
      'text?': 'text',
      toolchain: ['same', 'changed', 'unknown'],
      'crate?': 'text',
      'crate_delta_bytes?': 'number',
      'function?': 'text',
      'function_delta_bytes?': 'number',
    },
  },
  crate_added: {
    severity: 'info',
    reports: ['size'],
    args: { crate: 'text', bytes: 'number', instantiated_for_bytes: 'number', 'retained_bytes?': 'number' },
  },

  feature_present: {
    severity: 'violation',
    reports: ['features'],
    args: {
      group: 'text',
      verdict: ['present_reachable', 'present_retained'],
      'evidence?': 'text',
      'instead?': 'text',
    },
  },
  /** A warning where the group says `"mention": "warn"`. */
  feature_mentioned: {
    severity: ['violation', 'warning'],
    reports: ['features'],
    args: { group: 'text', 'evidence?': 'text' },
  },
  /** A warning where an absence rests on strings alone, unless --strict. */
  feature_inconclusive: {
    severity: ['violation', 'warning'],
    reports: ['features'],
    args: { group: 'text', missing: 'texts', 'evidence?': 'text' },
  },
  /** A violation with --strict. `meant`: the package that was probably meant. */
  rule_unmatched: {
    severity: ['warning', 'violation'],
    reports: ['features'],
    args: { group: 'text', rule: 'text', meant: 'text', is: ['alias', 'misspelt'] },
  },
  required_missing: {
    severity: 'violation',
    reports: ['features'],
    args: { kind: ['export', 'import'], missing: 'texts' },
  },
  /** Never in the file that a subject keeps, which knows no day: judgeExceptions adds it. */
  exception_expired: {
    severity: 'violation',
    reports: ['features'],
    args: {
      group: 'text',
      match: 'text',
      owner: 'text',
      expires: 'text',
      'verdict?': 'text',
      'evidence?': 'text',
    },
  },
  exception_unused: {
    severity: 'warning',
    reports: ['features'],
    args: { group: 'text', match: 'text', owner: 'text', expires: 'text' },
  },

  guest_trap: { ...ofGuest, args: { ...failed, backtrace: 'texts' } },
  guest_timeout: { ...ofGuest, args: { deadline_ms: 'number', 'during?': 'text' } },
  guest_out_of_memory: { ...ofGuest, args: failed },
  guest_exit: { ...ofGuest, args: { status: 'number', 'during?': 'text' } },
  guest_crash: { ...ofGuest, args: failed },
  guest_refused: { ...ofGuest, args: failed },
  import_missing: { ...ofGuest, args: { ...failed, import: 'text' } },
  invocation_failed: { ...ofGuest, args: failed },
  invocation_skipped: { severity: 'warning', reports: ['startup'], args: { last: 'text', skipped: 'texts' } },
  fuel_varies: { severity: 'warning', reports: ['startup'], args: {} },
  pooling_not_measured: { severity: 'info', reports: ['startup'], args: { reason: 'text' } },
  native_failed: { ...ofGuest, args: { bin: 'text', reason: 'text' } },
  /** `stage`: whose figures there are none of; `detail`: a function, an address, what the guest said. */
  memory_inconclusive: {
    severity: 'warning',
    reports: ['memory'],
    args: { stage: ['shipped', 'unoptimized'], reason: memoryReasons, 'detail?': 'text' },
  },
  memory_stages_differ: { severity: 'warning', reports: ['memory'], args: { phase: 'text' } },
  memory_leaked: {
    severity: 'violation',
    reports: ['memory'],
    args: { invocation: 'text', bytes_per_call: 'number', calls: 'number', 'function?': 'text' },
  },
  startup_regressed: { severity: 'violation', reports: ['startup', 'regression'], args: change },
  /** A violation under --strict. */
  startup_unproven: {
    severity: ['violation', 'warning'],
    reports: ['startup', 'regression'],
    args: { metrics: 'texts', reason: ['null_moved', 'too_noisy'] },
  },

  metric_regressed: {
    severity: 'violation',
    reports: ['regression', 'check'],
    args: {
      metric: 'text',
      value: 'number',
      baseline: 'number',
      tolerance_pct: 'number',
      /** None of a baseline of 0. */
      'delta_pct?': 'number',
      /** The set of figures that it was held against; without: `exact`. */
      'basis?': 'text',
    },
  },
  metric_differs: {
    severity: 'violation',
    reports: ['regression'],
    args: { metric: 'text', value: 'text', baseline: 'text' },
  },
  metric_missing: {
    severity: 'violation',
    reports: ['regression'],
    args: { metric: 'text', 'baseline?': 'figure', 'basis?': 'text' },
  },
  /** Given under --strict alone. */
  metric_not_comparable: {
    severity: 'violation',
    reports: ['regression'],
    args: {
      metric: 'text',
      status: ['null_baseline', 'basis_changed', 'not_comparable', 'unproven'],
      'reason?': rowReasons,
    },
  },
  budget_unmeasured: {
    severity: 'violation',
    reports: ['regression'],
    args: { metric: 'text', max: 'number' },
  },
  policy_unmatched: { severity: 'violation', reports: ['regression'], args: { metric: 'text' } },
  /** `metric`: of wasmgate.json's policy; without: the threshold of flat files. */
  tolerance_absurd: {
    severity: 'warning',
    reports: ['regression'],
    args: { tolerance_pct: 'number', 'metric?': 'text' },
  },
  /** A violation with --strict. No figure, no budget, no rule: the subject cannot fail. */
  nothing_gated: { severity: ['warning', 'violation'], reports: ['regression'], args: {} },
  baseline_absent: { severity: 'warning', reports: ['regression'], args: {} },

  /** The host must provide what an earlier file did not ask for. */
  import_added: { severity: 'violation', reports: ['check'], args: { import: 'text', against: 'text' } },

  /** `limit`: its name; `before` and `after`: what it says; without `after` it is gone. */
  limit_loosened: {
    severity: 'violation',
    reports: ['baseline'],
    args: { limit: 'text', before: 'text', 'after?': 'text' },
  },

  /** The gate says it of another report. */
  report_failed: {
    severity: 'violation',
    reports: ['verify'],
    args: { report: ['build', 'size', 'features', 'startup', 'memory', 'regression'], task: 'text' },
  },
} as const satisfies Readonly<Record<string, CodeEntry>>;

type Codes = typeof codes;

/** A code. */
export type Code = keyof Codes;

/** The codes that a report can give. */
export type CodeIn<R extends ReportName> = {
  [C in Code]: R extends Codes[C]['reports'][number] ? C : never;
}[Code];

/** The severities that a code can have. */
export type SeverityOf<C extends Code> = C extends Code
  ? Codes[C]['severity'] extends readonly (infer S)[]
    ? S
    : Codes[C]['severity']
  : never;

/** The arguments of a code; of several codes: those of one of them. */
export type ArgsOf<C extends Code> = C extends Code ? Args<Codes[C]['args']> : never;

type Args<A> = Flat<
  { readonly [N in keyof A as N extends Optional ? never : N]: Value<A[N]> } & {
    readonly [N in keyof A as N extends `${infer Name}?` ? Name : never]?: Value<A[N]>;
  }
>;
type Optional = `${string}?`;
type Value<K> = K extends ArgKind ? Values[K] : K extends readonly (infer W)[] ? W : never;
/** One object in place of an intersection, so that a compiler's message can be read. */
type Flat<T> = T extends infer O ? { [N in keyof O]: O[N] } : never;
