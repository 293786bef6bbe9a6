import {
  armOrder,
  compareFamily,
  orderSeed,
  seededRandom,
  type ArmName,
  type ComparedMetric,
  type Sample,
} from '@wasmgate/paired';
import { nativeMetric } from '@wasmgate/contracts/native';
import { Countdown } from '@wasmgate/cli-kit';
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
  /** Metrics that are compared in this run, of all programs. */
  readonly familySize: number;
  /** Whether peak memory can be read here. */
  readonly hasPeak: boolean;
  readonly onProgress: (text: string) => void;
  readonly onStep: (text: string) => void;
}

export type ComparedProgram =
  | {
      readonly ok: true;
      readonly start: ComparedMetric;
      readonly peak: ComparedMetric | null;
      /** Those of the starts. */
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
 * names, a round of blocks as the sample. Both get the arguments of today.
 */
export async function comparePrograms(
  head: NativeExecutable,
  baseline: NativeExecutable,
  { runner, rounds, blocks, familySize, hasPeak, onProgress, onStep }: CompareProgramOptions,
): Promise<ComparedProgram> {
  const start = nativeMetric(head.bin, 'startup_time_ms');
  const peak = nativeMetric(head.bin, 'peak_rss_kb');
  const arms = { head: head.bytes, baseline: baseline.bytes, again: baseline.bytes };
  const measured: Round[] = [];
  const seeds: number[] = [];
  const compared = await compareFamily<FailedProgram>({
    familySize,
    measure: async (attempt, again) => {
      const seed = orderSeed(head.sha256, baseline.sha256, attempt);
      seeds.push(seed);
      const random = seededRandom(seed);
      const countdown = new Countdown(rounds, onProgress);
      const wants = (name: string): boolean => again?.includes(name) ?? true;
      const peaks: Sample[] = [];
      for (let round = 1; round <= rounds; round++) {
        countdown.show(
          `comparing native ${head.bin}${attempt > 1 ? ' again' : ''}, round ${round} of ${rounds}`,
        );
        if (wants(start)) {
          const turns = await runner.takeTurns(
            'duration',
            arms,
            head.args,
            armOrder(DISCARDED + blocks, random),
          );
          if (!turns.ok) return turns;
          measured.push({ attempt, round, sample: turns.blocks.slice(DISCARDED) });
        }
        // Memory hardly varies from run to run: a block is enough.
        if (hasPeak && wants(peak)) {
          const turns = await runner.takeTurns('peak', arms, head.args, armOrder(1, random));
          if (!turns.ok) return turns;
          peaks.push(turns.blocks);
        }
        countdown.done();
      }
      const starts = measured.filter((one) => one.attempt === attempt).map(({ sample }) => sample);
      return {
        ok: true,
        samples: new Map([
          ...(starts.length === 0 ? [] : [[start, starts] as const]),
          ...(peaks.length === 0 ? [] : [[peak, peaks] as const]),
        ]),
      };
    },
    onAgain: () => onStep(`measuring native ${head.bin} again, to be sure`),
  });
  if (!compared.ok) return compared;
  const named = (name: string) => compared.metrics.find((metric) => metric.name === name) ?? null;
  return { ok: true, start: named(start) as ComparedMetric, peak: named(peak), rounds: measured, seeds };
}
