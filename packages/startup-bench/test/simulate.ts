import type { PairedRound } from '../src/compare/compare-metric.ts';
import { seededRandom, type Random } from '../src/compare/random.ts';

/** Logarithm of one process's figure, given a generator and the number of the process in the run. */
export type Noise = (random: Random, index: number) => number;

export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** As pooling was measured: 1.3 % between processes. */
export const quiet: Noise = (random) => 0.013 * normal(random);
/** As on-demand was measured: two modes, 6 % in all. */
export const bimodal: Noise = (random) => 0.01 * normal(random) + (random() < 0.4 ? 0.12 : 0);
/** Now and then a process is far slower. */
export const wild: Noise = (random) =>
  0.013 * normal(random) + (random() < 0.15 ? Math.abs(normal(random)) : 0);

/** A machine whose speed wanders: what comes next resembles what came before. */
export function drifting(): Noise {
  let level = 0;
  return (random, index) => {
    level = (index === 0 ? 0 : 0.95 * level) + 0.01 * normal(random);
    return level + 0.013 * normal(random);
  };
}

/** Rounds of processes in a random order, the head slower by `effect` (0.05: +5 %). */
export function simulate(seed: number, noise: Noise, effect = 0, rounds = 16, nullEffect = 0): PairedRound[] {
  const random = seededRandom(seed);
  let index = 0;
  return Array.from({ length: rounds }, () => {
    const order = (['head', 'baseline', 'again'] as const)
      .map((arm) => ({ arm, at: random() }))
      .toSorted((a, b) => a.at - b.at);
    const logs = { head: Math.log(1 + effect), baseline: 0, again: Math.log(1 + nullEffect) };
    for (const { arm } of order) logs[arm] += noise(random, index++);
    return { head: Math.exp(logs.head), baseline: Math.exp(logs.baseline), again: Math.exp(logs.again) };
  });
}
