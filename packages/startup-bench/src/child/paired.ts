import {
  ARM_NAMES,
  armOrder,
  seededRandom,
  shuffled,
  type ArmName,
  type Block,
  type Random,
} from '@wasmgate/paired';
import { phaseAnnouncer } from './announce-phase.ts';
import { codePhase, type Engine, type GuestCode, type LoadedGuest } from './engine/engine.ts';
import type { BlockPlan, GuestPlan, PairedJob, PairedResult } from './job.ts';
import { PhaseClock } from './phase-clock.ts';
import { instantiate } from './start-guest.ts';

/** Blocks before those that count: the first starts of a process are slower. */
const DISCARDED = 3;

/** Starts the arms in turn in this process; see PairedJob. `onPhase` hears what is going on, for when one fails. */
export function paired(
  engine: Engine,
  { arms, seed, phaseFile, ...plans }: PairedJob,
  onPhase: (clock: PhaseClock) => void,
): PairedResult {
  const random = seededRandom(seed);
  const announce = phaseAnnouncer(phaseFile);
  const clockOf = (arm: ArmName): PhaseClock => {
    const clock = new PhaseClock(announce, arm);
    onPhase(clock);
    return clock;
  };
  const code = {} as Record<ArmName, GuestCode>;
  for (const arm of shuffled(ARM_NAMES, random)) {
    const { guest, source } = arms[arm];
    clockOf(arm).begin(codePhase(source));
    code[arm] = engine.open(guest, source);
  }

  const cold = blocksOf(plans.cold, { random, engine }, (arm) => {
    const clock = clockOf(arm);
    const loaded = code[arm].load(clock);
    const store = loaded.newStore(clock);
    instantiate(arms[arm].guest, store, clock);
    store.close();
    loaded.close();
    return clock.totalNs();
  });

  const loaded = {} as Record<ArmName, LoadedGuest>;
  for (const arm of shuffled(ARM_NAMES, random)) loaded[arm] = code[arm].load(clockOf(arm));
  const warm = blocksOf(plans.warm, { random, engine }, (arm) => {
    clockOf(arm).begin('warm');
    return warmTurn(arms[arm].guest, loaded[arm], plans.warm);
  });
  for (const arm of ARM_NAMES) loaded[arm].close();
  return { cold, warm };
}

/** Turns of all arms in a random order, as often as planned; fewer when they take long, but one block always. */
function blocksOf(
  { blocks, mostMs }: BlockPlan,
  { random, engine }: { readonly random: Random; readonly engine: Engine },
  turn: (arm: ArmName) => number,
): Block[] {
  const measured: Block[] = [];
  const isOver = stopwatch(mostMs);
  for (const [index, order] of armOrder(DISCARDED + blocks, random).entries()) {
    const isLast = isOver();
    engine.settle();
    const block = {} as Record<ArmName, number>;
    for (const arm of order) block[arm] = turn(arm);
    if (index >= DISCARDED || isLast) measured.push(block);
    if (isLast) break;
  }
  return measured;
}

/** A busy machine makes it longer, and a guest that waits takes no processor time. */
const MOST_WAITING = 20;

/** Says whether this process has used so much processor time, ms, or has taken far longer. */
function stopwatch(mostMs: number): () => boolean {
  const [cpu, begun] = [process.cpuUsage(), performance.now()];
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return (user + system) / 1000 >= mostMs || performance.now() - begun >= mostMs * MOST_WAITING;
  };
}

/** The median of some warm starts, ns. The first one after another arm's turn finds that one's code in the caches: it does not count. */
function warmTurn(guest: GuestPlan, loaded: LoadedGuest, { starts, mostTurnMs }: PairedJob['warm']): number {
  const samples: number[] = [];
  const end = performance.now() + mostTurnMs;
  for (let index = -1; index < starts; index++) {
    if (samples.length > 0 && performance.now() > end) break;
    const store = loaded.newStore();
    const clock = new PhaseClock();
    instantiate(guest, store, clock);
    store.close();
    if (index >= 0) samples.push(clock.totalNs());
  }
  return samples.toSorted((a, b) => a - b)[samples.length >> 1] as number;
}
