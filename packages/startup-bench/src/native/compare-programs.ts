import { armOrder, ARM_NAMES, orderSeed, type ArmName } from '../compare/arm-order.ts';
import { compareMetric, type MetricComparison, type PairedRound } from '../compare/compare-metric.ts';
import { Countdown } from '../compare/countdown.ts';
import { decideMetric, isSuspect, type Decision } from '../compare/decide.ts';
import { seededRandom } from '../compare/random.ts';
import { median } from '../figures/statistics.ts';
import type { RunTurn, TurnResult } from './program-runner.ts';
import type { NativeExecutable } from './read-programs.ts';

/** Fresh processes of an arm in a round. */
export interface Turn {
  readonly attempt: number;
  /** From 1. */
  readonly round: number;
  readonly position: number;
  readonly arm: ArmName;
  readonly ns: readonly number[];
}

export interface CompareProgramOptions {
  readonly run: RunTurn;
  readonly rounds: number;
  /** Processes of an arm in a round; their median is its figure. */
  readonly perTurn: number;
  /** Programs that are compared in this run. */
  readonly familySize: number;
  readonly onProgress: (text: string) => void;
  readonly onStep: (text: string) => void;
}

export type ComparedProgram =
  | {
      readonly ok: true;
      readonly first: MetricComparison;
      /** The second measuring of a suspect. */
      readonly again: MetricComparison | null;
      readonly decision: Decision;
      readonly turns: readonly Turn[];
      readonly seeds: readonly number[];
    }
  | { readonly ok: false; readonly arm: ArmName; readonly reason: string };

/**
 * Measures a program against an earlier one, as the starts of a .wasm are: interleaved, with the earlier one under two names,
 * and a suspect twice. Both get the arguments of today.
 */
export async function comparePrograms(
  head: NativeExecutable,
  baseline: NativeExecutable,
  options: CompareProgramOptions,
): Promise<ComparedProgram> {
  const { familySize, onStep } = options;
  const seedOf = (attempt: number) => orderSeed(head.sha256, baseline.sha256, attempt);
  const first = await measure(head, baseline, 1, seedOf(1), options);
  if (!first.ok) return first;
  const found = compareMetric(paired(first.turns), familySize);
  if (!isSuspect(found)) {
    return {
      ok: true,
      first: found,
      again: null,
      decision: decideMetric(found, null, false),
      turns: first.turns,
      seeds: [seedOf(1)],
    };
  }
  onStep(`measuring native ${head.bin} again: what changed must change twice`);
  const second = await measure(head, baseline, 2, seedOf(2), options);
  if (!second.ok) return second;
  const again = compareMetric(paired(second.turns), familySize);
  return {
    ok: true,
    first: found,
    again,
    decision: decideMetric(found, again, false),
    turns: [...first.turns, ...second.turns],
    seeds: [seedOf(1), seedOf(2)],
  };
}

type Measured = { readonly ok: true; readonly turns: Turn[] } | Extract<ComparedProgram, { ok: false }>;

async function measure(
  head: NativeExecutable,
  baseline: NativeExecutable,
  attempt: number,
  seed: number,
  { run, rounds, perTurn, onProgress }: CompareProgramOptions,
): Promise<Measured> {
  const programs = { head, baseline, again: baseline };
  const countdown = new Countdown(rounds * ARM_NAMES.length, onProgress);
  const turns: Turn[] = [];
  for (const [index, order] of armOrder(rounds, seededRandom(seed)).entries()) {
    for (const [place, arm] of order.entries()) {
      countdown.show(`measuring native ${head.bin} against the baseline, round ${index + 1} of ${rounds}`);
      const result: TurnResult = await run(programs[arm].bytes, head.args, perTurn);
      if (!result.ok) return { ok: false, arm, reason: result.reason };
      turns.push({ attempt, round: index + 1, position: place + 1, arm, ns: result.ns });
      countdown.done();
    }
  }
  return { ok: true, turns };
}

function paired(turns: readonly Turn[]): PairedRound[] {
  const rounds: Record<ArmName, number>[] = [];
  for (const { round, arm, ns } of turns) {
    (rounds[round - 1] ??= { head: 0, baseline: 0, again: 0 })[arm] = median(ns);
  }
  return rounds;
}
