import { ARM_NAMES, armOrder, seededRandom, type ArmName, type Random, type Sample } from '../src/index.ts';

/** A machine: logarithms of what it adds, given a generator. */
export interface Machine {
  /** To everything in a sample: it cancels. */
  readonly sample: (random: Random) => number;
  /** To an arm in a sample: where its code and data came to lie. */
  readonly arm: (random: Random) => number;
  /** To each measuring; `place` counts them within the sample. */
  readonly block: (random: Random, place: number) => number;
}

export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** As ours on most days. */
export const quiet: Machine = {
  sample: (random) => 0.06 * normal(random),
  arm: (random) => 0.006 * normal(random),
  block: (random) => 0.02 * normal(random),
};
/** Processes start in two ways, a half apart. */
export const bimodal: Machine = { ...quiet, sample: (random) => (random() < 0.4 ? 0.5 : 0) };
/** A neighbour interrupts one measuring in five, for any time. */
export const interrupted: Machine = {
  ...quiet,
  block: (random) => quiet.block(random, 0) + (random() < 0.2 ? Math.abs(normal(random)) : 0),
};
/** One arm in seven came to lie where it is slower by anything: here nothing can be known. */
export const wild: Machine = {
  ...quiet,
  arm: (random) => quiet.arm(random) + (random() < 0.15 ? Math.abs(normal(random)) : 0),
};

/** A machine whose speed wanders while a sample is measured. */
export function drifting(): Machine {
  let level = 0;
  return {
    ...quiet,
    block: (random, place) => {
      level = (place === 0 ? 0 : 0.95 * level) + 0.02 * normal(random);
      return level + quiet.block(random, place);
    },
  };
}

export interface Simulation {
  readonly seed: number;
  readonly machine: Machine;
  /** 0.05: the head is slower by 5 %. */
  readonly effect?: number;
  /** The same for the baseline again, which should be 0. */
  readonly nullEffect?: number;
  readonly samples?: number;
  readonly blocks?: number;
}

/** Samples as a comparison measures them, of blocks in a random order. */
export function simulate({
  seed,
  machine,
  effect = 0,
  nullEffect = 0,
  samples = 16,
  blocks = 20,
}: Simulation): Sample[] {
  const random = seededRandom(seed);
  const logs = { head: Math.log(1 + effect), baseline: 0, again: Math.log(1 + nullEffect) };
  return Array.from({ length: samples }, () => {
    const common = machine.sample(random);
    const own = Object.fromEntries(ARM_NAMES.map((arm) => [arm, machine.arm(random)]));
    let place = 0;
    return armOrder(blocks, random).map((order) => {
      const block = {} as Record<ArmName, number>;
      for (const arm of order) {
        block[arm] = Math.exp(logs[arm] + common + (own[arm] ?? 0) + machine.block(random, place++));
      }
      return block;
    });
  });
}
