import { ARM_NAMES, type ArmName } from './arms.ts';
import { shuffled, type Random } from './random.ts';

/**
 * The order of the three arms in each block: a Latin square every three blocks, and within a block each order as likely as
 * any other.
 */
export function armOrder(blocks: number, random: Random): ArmName[][] {
  return balancedOrders(ARM_NAMES, blocks, random);
}

/**
 * An order of all items for each block. As many blocks as there are items make a Latin square with random rows and a random
 * direction, so that each item is as often first, second and last, and what comes before it leaves the same trace on all. With
 * up to three items each order is as likely as any other within a block: that is what makes the test exact (Fisher, "The Design
 * of Experiments", 1935).
 */
export function balancedOrders<T>(items: readonly T[], blocks: number, random: Random): T[][] {
  const orders: T[][] = [];
  while (orders.length < blocks) {
    const row = shuffled(items, random);
    orders.push(
      ...shuffled(
        row.map((_, by) => [...row.slice(by), ...row.slice(0, by)]),
        random,
      ),
    );
  }
  return orders.slice(0, blocks);
}

/** A seed from two hashes (hexadecimal) and the number of the attempt: the same files are compared in the same order. */
export function orderSeed(headSha256: string, baselineSha256: string, attempt: number): number {
  return (part(headSha256) ^ Math.imul(part(baselineSha256), 31) ^ Math.imul(attempt, 0x9e3779b9)) >>> 0;
}

const part = (hash: string): number => Number.parseInt(hash.slice(0, 8), 16);
