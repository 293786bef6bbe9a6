import type { ComponentInstance, Literal, ModuleInstance } from '@wasmgate/wasmtime';
import { EXPORTS } from '../instrument/event-layout.ts';
import type { WorkloadPlan } from './job.ts';

/** Sizes of each class, and how often one comes, of 100: most blocks of real programs are small (Johnstone and Wilson, ISMM 1998). */
const CLASSES = [
  { share: 50, from: 1, to: 64 },
  { share: 25, from: 65, to: 256 },
  { share: 15, from: 257, to: 1024 },
  { share: 8, from: 1025, to: 4096 },
  { share: 2, from: 4097, to: 16_384 },
] as const;

/** Blocks that live at once, at most. */
const MOST_LIVE = 1000;
/** Of 100 steps: how many free, how many reallocate; the others allocate. */
const FREES = 40;
const REALLOCATIONS = 10;

/** Asks the guest's allocator for blocks of mixed sizes, in an order that the seed says. What is left stays. */
export function runWorkload(instance: ComponentInstance | ModuleInstance, plan: WorkloadPlan): void {
  const random = generator(plan.seed);
  const live: { address: number; size: number }[] = [];
  const asking = (name: string): ((...numbers: readonly number[]) => number) => {
    // Looked up once: that takes longer than the call.
    const found = instance.getFunction(name);
    return (...numbers) => {
      const args = numbers.map((one): Literal => ({ type: 'number', text: String(one) }));
      const [address] = found.call(args);
      return Number(address ?? 0) >>> 0;
    };
  };
  const allocate = asking(EXPORTS.allocate);
  const free = asking(EXPORTS.free);
  const reallocate = plan.canReallocate ? asking(EXPORTS.reallocate) : null;
  const size = (): number => {
    let rest = random(100);
    const chosen = CLASSES.find(({ share }) => (rest -= share) < 0) ?? CLASSES[0];
    return chosen.from + random(chosen.to - chosen.from + 1);
  };
  for (let allocated = 0; allocated < plan.allocations;) {
    const step = random(100);
    if (live.length >= MOST_LIVE || (step < FREES && live.length > 0)) {
      const [block] = live.splice(random(live.length), 1);
      if (block !== undefined) free(block.address, block.size, 0);
    } else if (reallocate !== null && step < FREES + REALLOCATIONS && live.length > 0) {
      const block = live[random(live.length)] as (typeof live)[number];
      const wanted = size();
      const address = reallocate(block.address, block.size, wanted);
      if (address === 0) return;
      Object.assign(block, { address, size: wanted });
    } else {
      const wanted = size();
      const address = allocate(0, 0, wanted);
      if (address === 0) return;
      live.push({ address, size: wanted });
      allocated++;
    }
  }
}

/** Numbers below a bound, the same for the same seed: xorshift32 (Marsaglia, "Xorshift RNGs", 2003). */
function generator(seed: number): (bound: number) => number {
  let state = seed >>> 0 || 1;
  return (bound) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % bound;
  };
}
