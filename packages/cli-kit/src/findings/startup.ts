import { comparisonText } from '../comparison-text.ts';
import type { FindingArgs, FindingWords } from '../finding-text.ts';

/** Where a guest was when it failed: `call:init` is a call, everything else a phase of its start. */
function during({ during: phase }: FindingArgs): string {
  if (phase === undefined) return '';
  const name = String(phase);
  return name.startsWith('call:') ? ` in ${name.slice('call:'.length)}` : ` during ${name}`;
}

const again = (subject: string): string => `see it again: npx wasm-startup-bench (in subjects/${subject})`;

/** Why a comparison says nothing, by the reason in the report. */
const unproven: Readonly<Record<string, string>> = {
  null_moved: 'the baseline differed from itself: this machine did not hold still',
  disturbed: 'something else ran on this machine',
  too_noisy:
    'the baseline differed from itself by more than 10 % here and there: a change of 10 % could not be seen',
};

/** Words for what wasm-startup-bench finds. */
export const startupFindings = {
  guest_trap: {
    text: (args) => {
      const { backtrace } = args;
      const frames = Array.isArray(backtrace) && backtrace.length > 0 ? `, at ${backtrace.join(' < ')}` : '';
      return `the guest trapped${during(args)}: ${String(args['reason'])}${frames}`;
    },
    fix: (_args, subject) => again(subject),
  },
  guest_timeout: {
    text: (args) => `the guest did not end within ${String(args['deadline_ms'])} ms${during(args)}`,
    fix: (_args, subject) =>
      `look for an endless loop or a wait; a longer limit: npx wasm-startup-bench --deadline 60000 (in subjects/${subject})`,
  },
  guest_out_of_memory: {
    text: (args) => `the guest ran out of memory${during(args)}: ${String(args['reason'])}`,
    fix: (_args, subject) => `start with less memory (the benchmark allows 512 MiB); ${again(subject)}`,
  },
  guest_exit: {
    text: (args) => `the guest exited with status ${String(args['status'])}${during(args)}`,
    fix: (_args, subject) => again(subject),
  },
  guest_crash: {
    text: (args) => `the process that ran the guest died${during(args)}: ${String(args['reason'])}`,
    fix: (_args, subject) => `${again(subject)}; if it comes again, report it to wasmtime with the .wasm`,
  },
  guest_refused: {
    text: (args) => `wasmtime refuses the guest${during(args)}: ${String(args['reason'])}`,
    fix: () =>
      'build for the features that wasmtime has on by default, such as without wasm-opt --all-features',
  },
  import_missing: {
    text: ({ import: name, reason }) => `nothing provides the import ${String(name)}: ${String(reason)}`,
    fix: () => 'import nothing beyond WASI (0.2 for a component, preview1 for a core module)',
  },
  invocation_failed: {
    text: (args) => `a call of wasmgate.json cannot be made${during(args)}: ${String(args['reason'])}`,
    fix: () => 'make "invoke" in wasmgate.json fit what the artifact exports',
  },
  fuel_varies: {
    text: () => 'two runs burnt different fuel: it is not compared',
    fix: () => 'the guest asks for something random (a hash seed, the clock) while it starts',
  },
  pooling_not_measured: {
    text: ({ reason }) => `the pooling allocator has no room for it: ${String(reason)}`,
    fix: () => 'nothing: only figures for the pooling allocator are missing',
  },
  native_failed: {
    text: ({ bin, reason }) => `the native program ${String(bin)} ${String(reason)}`,
    fix: ({ bin }, subject) =>
      `it must exit 0: run target/wasm-bench/build/native/${String(bin)} in subjects/${subject} with the arguments of wasmgate.json`,
  },
  startup_regressed: {
    text: (args) => `${String(args['metric'])} is slower than the baseline: ${comparisonText(args)}`,
    fix: (_args, subject) => `measure it again: npm run remeasure ${subject}; how: docs/measuring.md`,
  },
  startup_unproven: {
    text: ({ metrics, reason }) => {
      const names = Array.isArray(metrics) ? metrics.join(', ') : String(metrics);
      return `no verdict on ${names}: ${unproven[String(reason)] ?? String(reason)}`;
    },
    fix: (_args, subject) => `leave the machine alone and measure again: npm run remeasure ${subject}`,
  },
} as const satisfies Record<string, FindingWords>;
