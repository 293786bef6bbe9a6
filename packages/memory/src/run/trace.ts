import { writeFileSync } from 'node:fs';
import { MAX_BINARY_BYTES, readRegularFile } from '@wasmgate/contracts/read-file';
import {
  assertLibraryVersion,
  guard,
  guestCall,
  openWasmtime,
  parseInvocation,
  WasmtimeError,
  type ComponentInstance,
  type Invocation,
  type ModuleInstance,
  type Wasmtime,
} from '@wasmgate/wasmtime';
import type { PhaseKind, TracedPhase, TraceJob, TraceResult } from './job.ts';
import { readWords } from './read-words.ts';
import { wordsFile } from './words-file.ts';
import { runWorkload } from './workload.ts';

/** Each linear memory may grow to this; the blocks' map is as large as the guest's own. */
const MEMORY_LIMIT_BYTES = 512 * 1024 * 1024;

/**
 * Runs the job in this process. What the guest did wrong is a result; a mistake of ours is thrown and ends the process with its
 * stack.
 */
export function trace(job: TraceJob): TraceResult {
  const setDeadline = guard(job.parentPid);
  setDeadline(job.compileDeadlineMs);
  const wasmtime = openWasmtime(job.library);
  assertLibraryVersion(wasmtime.majorVersion(), job.wasmtimeVersion);
  const run = new TraceRun(job);
  try {
    const prepared = load(wasmtime, job);
    setDeadline(job.deadlineMs);
    run.phases(prepared);
    if (job.workload !== null) run.workload(prepared, job.workload);
  } catch (error) {
    if (!(error instanceof WasmtimeError)) throw error;
    const { kind, message } = error;
    return { ...run.result(), failure: { kind, message, during: run.current } };
  }
  return run.result();
}

/** Gives instances, each in a store of its own. They live as long as the process. */
type Prepared = () => ComponentInstance | ModuleInstance;

function load(wasmtime: Wasmtime, { wasm, kind, stubImports }: TraceJob): Prepared {
  const engine = wasmtime.newEngine({ compileQuickly: true });
  const artifact = engine.compile(readRegularFile(wasm, { maxBytes: 4 * MAX_BINARY_BYTES }));
  const prepared = stubImports ? engine.withStubs(artifact) : engine.newLinker(kind).prepare(artifact);
  return () => prepared.instantiate(engine.newStore({ memoryBytes: MEMORY_LIMIT_BYTES }));
}

class TraceRun {
  readonly #job: TraceJob;
  readonly #finished: TracedPhase[] = [];
  #current: TracedPhase | null = null;
  #hasExited = false;

  constructor(job: TraceJob) {
    this.#job = job;
  }

  /** What was begun last. */
  get current(): TracedPhase | null {
    return this.#current;
  }

  result(): TraceResult {
    return { phases: this.#finished, failure: null, hasExited: this.#hasExited };
  }

  /** One instance, in which everything is called once, then again and again. */
  phases(prepared: Prepared): void {
    const { calls, repeats } = this.#job;
    this.#begin('instance');
    const instance = prepared();
    this.#finish(instance);
    if (this.#job.initialize) {
      this.#begin('initialize');
      this.#call(instance, INITIALIZE);
      this.#finish(instance);
    }
    for (const [call, invocation] of calls.entries()) {
      this.#begin('call', call);
      this.#hasExited = this.#call(instance, invocation) === 'exited';
      this.#finish(instance);
      if (this.#hasExited) return;
    }
    if (repeats === 0) return;
    for (const [call, invocation] of calls.entries()) {
      for (let round = 0; round < 2; round++) {
        this.#begin('repeat', call);
        for (let left = repeats; left > 0; left--) this.#call(instance, invocation);
        this.#finish(instance);
      }
    }
  }

  workload(prepared: Prepared, plan: NonNullable<TraceJob['workload']>): void {
    if (this.#hasExited) return;
    this.#begin('before_workload');
    const instance = prepared();
    if (this.#job.initialize) this.#call(instance, INITIALIZE);
    if (plan.callsFirst) for (const invocation of this.#job.calls) this.#call(instance, invocation);
    this.#finish(instance);
    this.#begin('workload');
    runWorkload(instance, plan);
    this.#finish(instance);
  }

  #call(instance: ComponentInstance | ModuleInstance, invocation: Invocation): 'returned' | 'exited' {
    const made = guestCall(instance, invocation, this.#job);
    made.call();
    return made.outcome();
  }

  #begin(kind: PhaseKind, call: number | null = null): void {
    this.#current = { kind, call };
  }

  #finish(instance: ComponentInstance | ModuleInstance): void {
    writeFileSync(wordsFile(this.#job.outDir, this.#finished.length), readWords(instance));
    if (this.#current !== null) this.#finished.push(this.#current);
  }
}

const INITIALIZE = parseInvocation('_initialize()');
