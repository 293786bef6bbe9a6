import type { ArtifactKind, Invocation, WasmtimeErrorKind } from '@wasmgate/wasmtime';

/** What the child is to do: run an instrumented file and hand out what it told, phase by phase. */
export interface TraceJob {
  /** Path of libwasmtime, and the version that it must be. */
  readonly library: string;
  readonly wasmtimeVersion: string;
  /** The child ends by itself when this process is gone or its time is over, ms. */
  readonly parentPid: number;
  readonly deadlineMs: number;
  readonly compileDeadlineMs: number;
  /** The instrumented file. */
  readonly wasm: string;
  /** Where each phase's words are written to, as `<number>.bin`; see event-layout.ts. */
  readonly outDir: string;
  readonly kind: ArtifactKind;
  /** All imports give zero or null, WASI's too: as a core module starts in V8. */
  readonly stubImports: boolean;
  /** Call `_initialize` first: core reactors. */
  readonly initialize: boolean;
  readonly calls: readonly Invocation[];
  readonly isCommand: boolean;
  /** Calls of each export, twice over, for the leak check; 0: none, as after a command's exit. */
  readonly repeats: number;
  readonly workload: WorkloadPlan | null;
}

/** A mixed workload, in an instance of its own. */
export interface WorkloadPlan {
  readonly allocations: number;
  readonly seed: number;
  readonly canReallocate: boolean;
  /** Make the calls first: the allocator's address is known only then. */
  readonly callsFirst: boolean;
}

/** What goes on in a phase. `repeat` comes twice for each call. */
export type PhaseKind = 'instance' | 'initialize' | 'call' | 'repeat' | 'before_workload' | 'workload';

/** A phase whose words were written. */
export interface TracedPhase {
  readonly kind: PhaseKind;
  /** Of `call` and `repeat`: which of the calls. */
  readonly call: number | null;
}

/** Why the guest did not get to the end, or why nothing ran. */
export interface TraceFailure {
  readonly kind: WasmtimeErrorKind | 'timeout' | 'crash';
  /** wasmtime's words, or how the process ended. */
  readonly message: string;
  /** The phase that was not finished. */
  readonly during: TracedPhase | null;
}

/** What the child writes: what was finished, and what kept the rest from it. */
export interface TraceResult {
  readonly phases: readonly TracedPhase[];
  readonly failure: TraceFailure | null;
  /** Whether a call ended the guest with status 0: nothing could be called after it. */
  readonly hasExited: boolean;
}
