import { expect, test } from 'vitest';
import { armOrder, orderSeed } from '../src/arm-order.ts';
import { ARM_NAMES } from '../src/arms.ts';
import { seededRandom } from '../src/random.ts';

test('each arm comes once a block, and in three blocks once at each place', () => {
  for (let seed = 0; seed < 50; seed++) {
    const orders = armOrder(12, seededRandom(seed));
    for (let first = 0; first < 12; first += 3) {
      for (const place of [0, 1, 2]) {
        const there = orders.slice(first, first + 3).map((order) => order[place]);
        expect(there.toSorted()).toEqual(ARM_NAMES.toSorted());
      }
    }
  }
  expect(armOrder(16, seededRandom(1))).toHaveLength(16);
});

test('each of the six orders is as likely', () => {
  const counts = new Map<string, number>();
  const random = seededRandom(11);
  for (let run = 0; run < 6000; run++) {
    const key = String(armOrder(1, random)[0]);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  expect(counts.size).toBe(6);
  // Six standard deviations of 1,000.
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(175);
});

test('the same files are compared in the same order, a second time in another', () => {
  const [head, baseline] = ['0123456789', 'fedcba9876'];
  expect(orderSeed(head, baseline, 1)).toBe(orderSeed(head, baseline, 1));
  expect(orderSeed(head, baseline, 1)).not.toBe(orderSeed(head, baseline, 2));
  expect(orderSeed(head, baseline, 1)).not.toBe(orderSeed(baseline, head, 1));
  const order = (attempt: number) => armOrder(16, seededRandom(orderSeed(head, baseline, attempt)));
  expect(order(1)).toEqual(order(1));
  expect(order(1)).not.toEqual(order(2));
});
