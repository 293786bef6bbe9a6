import type { MemoryJson } from '@wasmgate/contracts/memory';
import type { ArtifactKind, Invocation } from '@wasmgate/wasmtime';
import type { Entry } from '../entries/find-entries.ts';
import { moduleFunctions } from '@wasmgate/wasm-model';
import { readTrace } from '../replay/read-trace.ts';
import { replay } from '../replay/replay.ts';
import type { WorkloadPlan } from '../run/job.ts';
import { spawnTrace, type TraceContext } from '../run/spawn-trace.ts';
import { leaksOf, phasesOf, workloadOf, type Figures, type Measured } from './figures.ts';
import { failureReason, reasonOf, type Reason } from './inconclusive.ts';
import { instrumentStage, type InstrumentedStage } from './instrument-stage.ts';
import type { StageInput } from './stage-input.ts';

/** What is run in a stage. */
export interface StagePlan {
  readonly kind: ArtifactKind;
  readonly stubImports: boolean;
  readonly initialize: boolean;
  readonly isCommand: boolean;
  readonly calls: readonly Invocation[];
  /** The same as wasmgate.json has them. */
  readonly texts: readonly string[];
  /** Exports that may leak, and why. */
  readonly mayLeak: Readonly<Record<string, string>>;
  /** False: only the first calls, to compare with another stage. */
  readonly isWhole: boolean;
}

/** The figures of a stage, or why there are none. */
export interface StageFigures {
  readonly stage: MemoryJson['inconclusive'][number]['stage'];
  readonly input: StageInput;
  readonly figures: Omit<Figures, 'stage' | 'other_stage'> | null;
  readonly reason: Reason | null;
}

/** Calls of the leak check: enough for a collection that grows by doubling to have done so once and then rest. */
const REPEATS = 16;
/** clawft's NFR-05 asks for 10,000. */
const WORKLOAD = { allocations: 10_000, seed: 1 };

/** Instruments a stage, runs it and replays what it told. */
export async function traceStage(
  input: StageInput,
  plan: StagePlan,
  context: TraceContext,
): Promise<StageFigures> {
  const without = (reason: Reason): StageFigures => ({ stage: input.stage, input, figures: null, reason });
  const stage = instrumentStage(input);
  if ('reason' in stage) return without(stage);
  const { kind, stubImports, initialize, isCommand, calls, texts, isWhole } = plan;
  const workload = isWhole ? workloadPlan(stage) : null;
  const repeats = isWhole && !isCommand ? REPEATS : 0;
  const run = { bytes: stage.bytes, kind, stubImports, initialize, calls, isCommand, repeats, workload };
  const traced = await spawnTrace(run, context);
  if (traced.failure !== null) return without(failureReason(traced.failure, texts));
  const functions = moduleFunctions(stage.named).count;
  const traces = traced.words.map((words) => readTrace(words, functions));
  const isOfWorkload = traced.phases.map((phase) => phase.kind.endsWith('workload'));
  const [own, mixed] = [false, true].map((wanted) =>
    replay(traces.filter((_, index) => isOfWorkload[index] === wanted)),
  );
  const problem = own?.problem ?? mixed?.problem ?? null;
  if (own === undefined || problem !== null) {
    return without(problem === null ? { reason: 'events_lost', detail: '' } : reasonOf(problem, stage.named));
  }
  const measured = own.phases.map((figures, index): Measured => {
    const { kind: phase = 'instance', call = null } = traced.phases[index] ?? {};
    return { kind: phase, call, figures };
  });
  const last = mixed?.phases.at(-1);
  const figures = {
    allocators: allocatorsOf(stage.entries),
    phases: phasesOf(measured, texts, stage.named),
    leaks: leaksOf(measured, texts, REPEATS, plan.mayLeak, stage.named),
    workload:
      last === undefined || stage.host === null
        ? null
        : workloadOf(last, { allocator: stage.host.allocator, seed: WORKLOAD.seed }),
  };
  return { stage: input.stage, input, figures, reason: null };
}

function workloadPlan({ host }: InstrumentedStage): WorkloadPlan | null {
  if (host === null) return null;
  const canReallocate = host.functions.reallocate !== undefined;
  return { ...WORKLOAD, canReallocate, callsFirst: host.needsSelf };
}

function allocatorsOf(entries: readonly Entry[]): Figures['allocators'] {
  const names = [...new Set(entries.map(({ allocator }) => allocator))];
  return names.map((allocator) => ({
    allocator,
    functions: entries.filter((entry) => entry.allocator === allocator).map(({ name }) => name),
  }));
}
