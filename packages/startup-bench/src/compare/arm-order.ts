import { shuffled, type Random } from './random.ts';

/** What is started: the file under test, the baseline, and the baseline again under another name. */
export const ARM_NAMES = ['head', 'baseline', 'again'] as const;
export type ArmName = (typeof ARM_NAMES)[number];

/**
 * The order of the three arms in each round: a Latin square every three rounds, and within a round each order as likely as
 * any other.
 */
export function armOrder(rounds: number, random: Random): ArmName[][] {
  return balancedOrders(ARM_NAMES, rounds, random);
}

/**
 * An order of all items for each round. As many rounds as there are items make a Latin square with random rows and a random
 * direction, so that each item is as often first, second and last, and what comes before it leaves the same trace on all. With
 * up to three items each order is as likely as any other within a round: that is what makes the test exact (Fisher, "The Design
 * of Experiments", 1935).
 */
export function balancedOrders<T>(items: readonly T[], rounds: number, random: Random): T[][] {
  const orders: T[][] = [];
  while (orders.length < rounds) {
    const row = shuffled(items, random);
    orders.push(
      ...shuffled(
        row.map((_, by) => [...row.slice(by), ...row.slice(0, by)]),
        random,
      ),
    );
  }
  return orders.slice(0, rounds);
}

/** A seed from two hashes (hexadecimal) and the number of the attempt: the same files are compared in the same order. */
export function orderSeed(headSha256: string, baselineSha256: string, attempt: number): number {
  return (part(headSha256) ^ Math.imul(part(baselineSha256), 31) ^ Math.imul(attempt, 0x9e3779b9)) >>> 0;
}

const part = (hash: string): number => Number.parseInt(hash.slice(0, 8), 16);
