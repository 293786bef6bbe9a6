import {
  armOrder,
  compareTwice,
  orderSeed,
  seededRandom,
  type ArmName,
  type ComparedMetric,
  type Sample,
} from '@wasmgate/paired';
import { nativeMetric } from '@wasmgate/contracts/native';
import { Countdown } from '../measure/countdown.ts';
import type { ProgramRunner } from './program-runner.ts';
import type { NativeExecutable } from './read-programs.ts';

/** The blocks of a round. */
export interface Round {
  readonly attempt: number;
  /** From 1. */
  readonly round: number;
  readonly sample: Sample;
}

export interface CompareProgramOptions {
  readonly runner: ProgramRunner;
  readonly rounds: number;
  /** Blocks of a round. */
  readonly blocks: number;
  /** Programs that are compared in this run. */
  readonly familySize: number;
  readonly onProgress: (text: string) => void;
  readonly onStep: (text: string) => void;
}

export type ComparedProgram =
  | {
      readonly ok: true;
      readonly metric: ComparedMetric;
      readonly rounds: readonly Round[];
      readonly seeds: readonly number[];
    }
  | FailedProgram;

interface FailedProgram {
  readonly ok: false;
  readonly arm: ArmName;
  readonly reason: string;
}

/** Blocks of a round that do not count: the first runs of fresh copies. */
const DISCARDED = 1;

/**
 * Measures a program against an earlier one, as the starts of a .wasm are: single runs taking turns, with the earlier one under two
 * names, a round of blocks as the sample, and a suspect twice. Both get the arguments of today.
 */
export async function comparePrograms(
  head: NativeExecutable,
  baseline: NativeExecutable,
  { runner, rounds, blocks, familySize, onProgress, onStep }: CompareProgramOptions,
): Promise<ComparedProgram> {
  const name = nativeMetric(head.bin, 'startup_time_ms');
  const arms = { head: head.bytes, baseline: baseline.bytes, again: baseline.bytes };
  const measured: Round[] = [];
  const seeds: number[] = [];
  const compared = await compareTwice<FailedProgram>({
    familySize,
    measure: async (attempt) => {
      const seed = orderSeed(head.sha256, baseline.sha256, attempt);
      seeds.push(seed);
      const random = seededRandom(seed);
      const countdown = new Countdown(rounds, onProgress);
      for (let round = 1; round <= rounds; round++) {
        countdown.show(
          `comparing native ${head.bin}${attempt > 1 ? ' again' : ''}, round ${round} of ${rounds}`,
        );
        const turns = await runner.takeTurns(arms, head.args, armOrder(DISCARDED + blocks, random));
        if (!turns.ok) return turns;
        measured.push({ attempt, round, sample: turns.blocks.slice(DISCARDED) });
        countdown.done();
      }
      const samples = measured.filter((one) => one.attempt === attempt).map(({ sample }) => sample);
      return { ok: true, samples: new Map([[name, samples]]) };
    },
    onSuspects: () => onStep(`measuring native ${head.bin} again: what changed must change twice`),
  });
  if (!compared.ok) return compared;
  const [metric] = compared.metrics as [ComparedMetric];
  return { ok: true, metric, rounds: measured, seeds };
}
