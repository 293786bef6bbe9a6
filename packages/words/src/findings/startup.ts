import type { ArgsOf } from '@wasmgate/contracts/codes';
import { remeasureCommand } from '@wasmgate/contracts/commands';
import { NATIVE_FOLDERS, nativeFile } from '@wasmgate/contracts/layout';
import { metricOf } from '@wasmgate/contracts/metrics';
import { comparisonText } from '../comparison-text.ts';
import type { SomeWords } from '../words-of.ts';

/** Where a guest was when it failed: `call:init` is a call, everything else a phase of its start. */
function during({ during: phase }: { readonly during?: string }): string {
  if (phase === undefined) return '';
  return phase.startsWith('call:') ? ` in ${phase.slice('call:'.length)}` : ` during ${phase}`;
}

const again = (subject: string): string => `see it again: npx wasmgate startup (in the folder of ${subject})`;

/** Why a comparison says nothing. */
const unproven = {
  null_moved: 'the baseline differed from itself: this machine did not hold still',
  too_noisy:
    'the baseline differed from itself by more than 10 % here and there: a change of 10 % could not be seen',
} as const satisfies Record<ArgsOf<'startup_unproven'>['reason'], string>;

/** Words for what wasm-startup-bench finds. */
export const startupWords = {
  startup_off: {
    text: ({ reason }) => `how it starts is not measured: ${reason}`,
    fix: () =>
      'in wasmgate.json: "startup": { "engine": "wasmtime" }, or "v8" for a module that a browser loads',
  },
  guest_trap: {
    text: (args) => {
      const frames = args.backtrace.length > 0 ? `, at ${args.backtrace.join(' < ')}` : '';
      return `the guest trapped${during(args)}: ${args.reason}${frames}`;
    },
    fix: (_args, subject) => again(subject),
  },
  guest_timeout: {
    text: (args) =>
      args.during === 'compile'
        ? `compiling it took longer than the ${args.deadline_ms} ms that --deadline leaves for a file of its size`
        : `the guest did not end within ${args.deadline_ms} ms${during(args)} (--deadline sets another limit)`,
    fix: (args, subject) =>
      `${args.during === 'compile' ? 'let nothing else run beside it' : 'look for an endless loop or a wait'}; a longer limit: npx wasmgate startup --deadline 60000 (in the folder of ${subject})`,
  },
  guest_out_of_memory: {
    text: (args) => `the guest ran out of memory${during(args)}: ${args.reason}`,
    fix: (_args, subject) => `start with less memory (the benchmark allows 512 MiB); ${again(subject)}`,
  },
  guest_exit: {
    text: (args) => `the guest exited with status ${args.status}${during(args)}`,
    fix: (_args, subject) => again(subject),
  },
  guest_crash: {
    text: (args) => `the process that ran the guest died${during(args)}: ${args.reason}`,
    fix: (_args, subject) =>
      `${again(subject)}; if it comes again, report it to the engine's authors with the .wasm`,
  },
  guest_refused: {
    text: (args) => `the engine refuses the guest${during(args)}: ${args.reason}`,
    fix: () =>
      'build for the features that the engine has on by default, such as without wasm-opt --all-features',
  },
  import_missing: {
    text: ({ import: name, reason }) => `nothing provides the import ${name}: ${reason}`,
    fix: () =>
      'import nothing beyond WASI (0.2 for a component, preview1 for a core module); what a browser loads starts with stubs: "startup": { "engine": "v8" } in wasmgate.json',
  },
  invocation_failed: {
    text: (args) => `a call of wasmgate.json cannot be made${during(args)}: ${args.reason}`,
    fix: () => 'make "invoke" in wasmgate.json fit what the artifact exports',
  },
  invocation_skipped: {
    text: ({ last, skipped }) => `the guest exits in ${last}: ${skipped.join(', ')} was not called`,
    fix: ({ last }) => `name ${last} last in "invoke" of wasmgate.json, or leave the others out`,
  },
  fuel_varies: {
    text: () => 'two runs burnt different fuel: it is not compared',
    fix: () => 'the guest asks for something random (a hash seed, the clock) while it starts',
  },
  pooling_not_measured: {
    text: ({ reason }) => `the pooling allocator has no room for it: ${reason}`,
    fix: () => 'nothing: only figures for the pooling allocator are missing',
  },
  native_failed: {
    text: ({ bin, reason }) => `the native program ${bin} ${reason}`,
    fix: ({ bin }, subject) =>
      `it must exit 0: run ${nativeFile(NATIVE_FOLDERS.built, bin)} in the folder of ${subject} with the arguments of wasmgate.json`,
  },
  startup_regressed: {
    text: (args) =>
      `${args.metric} is ${metricOf(args.metric)?.unit === 'kB' ? 'larger' : 'slower'} than the baseline: ${comparisonText(args)}`,
    fix: (_args, subject) => `measure it again: ${remeasureCommand(subject)}; how: docs/measuring.md`,
  },
  startup_unproven: {
    text: ({ metrics, reason }) => `no verdict on ${metrics.join(', ')}: ${unproven[reason]}`,
    fix: (_args, subject) => `leave the machine alone and measure again: ${remeasureCommand(subject)}`,
  },
} satisfies SomeWords;
