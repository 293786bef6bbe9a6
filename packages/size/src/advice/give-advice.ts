import { tmpdir } from 'node:os';
import { versions } from 'node:process';
import { featureOptions, optimizerVersion, runOptimizer } from '@wasmgate/binaryen';
import type { Advice, AdviceJson, Refusal } from '@wasmgate/contracts/advice';
import { machineErrorIn } from '@wasmgate/contracts/machine-error';
import { printable } from '@wasmgate/contracts/printable';
import { bareEnvironment, failureText, type Environment } from '@wasmgate/process';
import { WasmFormatError } from '@wasmgate/wasm-model';
import type { CompressedSizes } from '../compress.ts';
import { judge, type Reality } from './judge.ts';
import type { AdviceKind, Proposals, Workbench } from './kind.ts';
import { adviceKinds } from './kinds.ts';
import type { Outcome, Performance } from './replay/outcome.ts';
import { inARow, replayPlan, type PlannedCall, type ReplayPlan } from './replay/plan.ts';
import { replay, type ReplayCommand } from './replay/replay.ts';
import type { Target } from './target.ts';
import { TIME_WAS_OVER } from './time-was-over.ts';
import { tryBuilds } from './try-build.ts';

/** How advice is looked for. */
export interface AdviceOptions {
  readonly command: ReplayCommand;
  /** Which kinds; default: all. */
  readonly kinds?: readonly AdviceKind[];
  /** How long it may take: what was not reached then is named. */
  readonly withinMs: number;
  readonly parallel: number;
  /** The folder of a subject whose crate may be built with other settings, and the environment of its builds; null: nothing is built. */
  readonly build: { readonly dir: string; readonly env: Environment } | null;
  readonly signal: AbortSignal;
  readonly compress: (file: Uint8Array) => Promise<CompressedSizes>;
  readonly tick: (what: string) => void;
}

/** What was found, without the facts about the file. */
export type Found = Pick<AdviceJson, 'wasm_opt' | 'replay' | 'advice' | 'refused' | 'kinds'>;

/** Limits of the calls of the module as it is: long enough for most that end at all. */
const AS_IS = { callMs: 200, totalMs: 10_000 };
/** Of what was made of it: a call that ended before must have every chance to end again. */
const CHANGED = { callMs: 2_000, totalMs: 60_000 };

/** Looks for advice of every kind, tries it, and says what held. */
export async function giveAdvice(target: Target, options: AdviceOptions): Promise<Found> {
  const { kinds = adviceKinds, withinMs, signal, tick, parallel } = options;
  const end = Date.now() + withinMs;
  const stage = makeStage(target, options);
  const bench: Workbench = {
    parallel,
    tick,
    build: options.build && tryBuilds(options.build.dir, { env: options.build.env, end, signal }),
    optimize: (bytes, args) => optimizeWithin(bytes, args, end - Date.now(), signal),
    outcomes: async () => {
      const played = await stage.asIs();
      return typeof played === 'string' ? null : played.outcomes;
    },
  };
  const reality: Reality = {
    bytes: target.bytes,
    binary: target.analysis.binary,
    compress: options.compress,
    replayed: async () => {
      const played = await stage.asIs();
      return typeof played === 'string' ? played : played.finished;
    },
    perform: stage.perform,
  };
  const tried: Tried[] = [];
  for (const kind of kinds) {
    signal.throwIfAborted();
    tick(kind.name);
    tried.push(await tryKind(kind, { target, bench, reality, isOver: () => Date.now() > end }));
  }
  return {
    wasm_opt: optimizerVersion(),
    replay: await stage.facts(),
    advice: tried.flatMap(({ advised }) => advised).toSorted((a, b) => b.saves.raw_bytes - a.saves.raw_bytes),
    refused: tried.flatMap(({ refusals }) => refusals),
    kinds: tried.map(({ looked }) => looked),
  };
}

/** What came of a kind. */
interface Tried {
  readonly advised: readonly Advice[];
  readonly refusals: readonly Refusal[];
  readonly looked: AdviceJson['kinds'][number];
}

interface Trial {
  readonly target: Target;
  readonly bench: Workbench;
  readonly reality: Reality;
  readonly isOver: () => boolean;
}

async function tryKind(kind: AdviceKind, { target, bench, reality, isOver }: Trial): Promise<Tried> {
  const { name } = kind;
  if (isOver()) {
    return {
      advised: [],
      refusals: [],
      looked: { kind: name, status: 'not_looked', reason: TIME_WAS_OVER },
    };
  }
  const { proposals, failed = [], notLooked } = await proposalsOf(kind, target, bench);
  const advised: Advice[] = [];
  const refusals: Refusal[] = failed.map((one) => ({ ...one, reason: 'tool_failed' }));
  for (const proposal of proposals) {
    const { code, args, where, method } = proposal;
    if (isOver() && method !== 'same_code') {
      const told = { code, args: { ...args } as Refusal['args'], where };
      refusals.push({ ...told, reason: 'not_replayed', detail: TIME_WAS_OVER });
      continue;
    }
    bench.tick(`${name}: proving ${code}`);
    const judged = await judge(proposal, reality);
    if ('advice' in judged) advised.push(judged.advice);
    else refusals.push(judged.refusal);
  }
  const status = statusOf(advised.length, refusals, notLooked);
  return { advised, refusals, looked: { kind: name, status, reason: notLooked ?? null } };
}

function statusOf(
  advised: number,
  refusals: readonly Refusal[],
  notLooked: string | undefined,
): AdviceJson['kinds'][number]['status'] {
  if (advised > 0) return 'advised';
  if (notLooked !== undefined) return 'not_looked';
  return refusals.every(({ reason }) => reason === 'saves_too_little') ? 'nothing' : 'refused';
}

async function proposalsOf(kind: AdviceKind, target: Target, bench: Workbench): Promise<Proposals> {
  try {
    return await kind.propose(target, bench);
  } catch (error) {
    if (!(error instanceof WasmFormatError)) throw error;
    return { proposals: [], notLooked: printable(error.message) };
  }
}

async function optimizeWithin(
  bytes: Uint8Array,
  options: readonly string[],
  leftMs: number,
  signal: AbortSignal,
): Promise<Uint8Array | string> {
  if (leftMs <= 0) return TIME_WAS_OVER;
  const args = [...featureOptions(bytes), ...options];
  const call = { args, scratchDir: tmpdir(), env: bareEnvironment(), signal, deadlineMs: leftMs };
  const result = await runOptimizer(bytes, call);
  if (result.bytes !== null) return result.bytes;
  const { stderr } = result.ended;
  const refused = machineErrorIn(stderr, 'wasm-opt');
  if (refused !== null) throw refused;
  return printable(stderr.trim().split('\n').slice(0, 2).join(' / ')) || failureText(result.ended);
}

/** The calls of the module as it is, made once. */
interface Played {
  readonly outcomes: readonly Outcome[];
  readonly finished: Exclude<Awaited<ReturnType<Reality['replayed']>>, string>;
}

/** A call, and what it did. */
interface Pair {
  readonly call: PlannedCall;
  readonly outcome: Outcome;
}

/** Where modules are run. */
interface Stage {
  readonly asIs: () => Promise<Played | string>;
  readonly perform: Reality['perform'];
  readonly facts: () => Promise<AdviceJson['replay']>;
}

function makeStage(target: Target, { command, signal, tick }: AdviceOptions): Stage {
  const plan = planOf(target);
  let played: Promise<Played | string> | undefined;
  const asIs = (): Promise<Played | string> =>
    (played ??= (async () => {
      if (typeof plan === 'string') return plan;
      tick('calling its exports');
      const made = await replay(target.core, plan, AS_IS, { command, signal });
      if (made.problem !== null) return printable(made.problem);
      const { outcomes } = made;
      const pairs = outcomes.flatMap((outcome, at) => {
        const call = plan.calls[at];
        return call === undefined ? [] : [{ call, outcome }];
      });
      const finished = pairs.filter(({ outcome }) => outcome.end !== 'unfinished');
      finished.push(...(await rowOf(plan, finished)));
      return {
        outcomes,
        finished: {
          calls: finished.map(({ call }) => call),
          outcomes: finished.map(({ outcome }) => outcome),
        },
      };
    })());
  /** The calls that return, once each, in a row; none when the row does not end. */
  const rowOf = async (runnable: ReplayPlan, pairs: readonly Pair[]): Promise<Pair[]> => {
    const seed = runnable.calls[0]?.seed;
    const returning = pairs.filter(({ call, outcome }) => call.seed === seed && outcome.end === 'returned');
    const row = inARow(returning.map(({ call }) => call));
    if (row === null) return [];
    const made = await replay(target.core, { ...runnable, calls: [row] }, AS_IS, { command, signal });
    const [outcome] = made.problem === null ? made.outcomes : [];
    return outcome === undefined || outcome.end === 'unfinished' ? [] : [{ call: row, outcome }];
  };
  return {
    asIs,
    perform: async (core, calls): Promise<Performance> =>
      typeof plan === 'string'
        ? { problem: plan }
        : replay(core, { ...plan, calls }, CHANGED, { command, signal }),
    facts: async () => {
      const done = await asIs();
      const outcomes = typeof done === 'string' ? [] : done.outcomes;
      const count = (end: Outcome['end']): number => outcomes.filter((one) => one.end === end).length;
      return {
        engine: `V8 ${versions.v8}`,
        problem: typeof done === 'string' ? done : null,
        exports: typeof plan === 'string' ? 0 : plan.exports,
        called: typeof plan === 'string' ? 0 : plan.called,
        calls: outcomes.length,
        returned: count('returned'),
        trapped: count('trapped'),
        unfinished: count('unfinished'),
      };
    },
  };
}

function planOf({ main }: Target): ReturnType<typeof replayPlan> {
  if (main === undefined) return 'it has no core module';
  try {
    const plan = replayPlan(main.module);
    return typeof plan !== 'string' && plan.calls.length === 0 ? 'it exports no function to call' : plan;
  } catch (error) {
    if (error instanceof WasmFormatError) return printable(error.message);
    throw error;
  }
}
