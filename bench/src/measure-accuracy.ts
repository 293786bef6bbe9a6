import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { balancedOrders } from '@wasmgate/paired';
import { guestPlan } from '@wasmgate/startup-bench/src/guest/guest-plan.ts';
import { seededRandom, shuffled } from '@wasmgate/paired';
import type { Guest } from '@wasmgate/startup-bench/src/guest/read-guest.ts';
import { type ChildContext, spawnChild } from '@wasmgate/startup-bench/src/measure/spawn-child.ts';
import { ALLOCATORS, type InstanceAllocator } from '@wasmgate/contracts/allocators';
import type { VerifiedArtifact } from '@wasmgate/wasmtime';
import { type HostStart, type HostWay, type NativeHost, runNativeHost } from './native-host.ts';

/** Who makes the instances: the meter through FFI, or the native host in one of its two ways. */
export const WAYS = ['meter', 'linker', 'instance_pre'] as const;
export type Way = (typeof WAYS)[number];
export const allocatorNames = ALLOCATORS.map(({ name }) => name);

/** A fresh process that started a guest. */
export interface WayProcess extends HostStart {
  /** The guest's name. */
  readonly guest: string;
  readonly allocator: InstanceAllocator;
  /** From 1. */
  readonly round: number;
  readonly position: number;
  readonly way: Way;
}

export interface AccuracyOptions {
  readonly host: NativeHost;
  readonly context: ChildContext;
  readonly rounds: number;
  readonly warmIterations: number;
  readonly seed: number;
  /** A private folder for `.cwasm` files. */
  readonly workDir: string;
  readonly onProgress: (text: string) => void;
}

/** A guest and what libwasmtime compiled of it: the host loads the same. */
interface Compiled {
  readonly guest: Guest;
  readonly cwasm: VerifiedArtifact;
}

/**
 * Starts each guest in each way once a round, under each allocator, a fresh process each, in balanced random order; guests take
 * part in the order like ways, so that two of them can be compared. Throws when a guest cannot be started.
 */
export async function measureAccuracy(
  guests: readonly Guest[],
  options: AccuracyOptions,
): Promise<WayProcess[]> {
  const compiled: Compiled[] = [];
  // oxlint-disable-next-line no-await-in-loop -- one after the other, here and below, is the point
  for (const [index, guest] of guests.entries()) compiled.push(await compile(guest, index, options));
  const random = seededRandom(options.seed);
  const arms = compiled.flatMap((each) => WAYS.map((way) => ({ compiled: each, way })));
  const orders = new Map(allocatorNames.map((each) => [each, balancedOrders(arms, options.rounds, random)]));
  const processes: WayProcess[] = [];
  for (let round = 1; round <= options.rounds; round++) {
    for (const allocator of shuffled(allocatorNames, random)) {
      for (const [index, arm] of (orders.get(allocator)?.[round - 1] ?? []).entries()) {
        options.onProgress(`round ${round} of ${options.rounds}`);
        // oxlint-disable-next-line no-await-in-loop
        const started = await startFresh(arm.compiled, arm.way, allocator, options);
        const guest = arm.compiled.guest.label;
        processes.push({ guest, allocator, round, position: index + 1, way: arm.way, ...started });
      }
    }
  }
  return processes;
}

async function compile(guest: Guest, index: number, options: AccuracyOptions): Promise<Compiled> {
  const { context, workDir, onProgress } = options;
  onProgress(`compiling ${guest.label}`);
  const out = join(workDir, `${index}.cwasm`);
  const line = await spawnChild({ type: 'precompile', wasm: guest.file, out }, context);
  if (!line.ok) throw new Error(`${guest.label}: ${line.failure.message}`);
  return { guest, cwasm: line.value.artifact };
}

/** A fresh process with a fresh copy of the `.cwasm`, as a comparison starts it. All names are equally long. */
async function startFresh(
  compiled: Compiled,
  way: Way,
  allocator: InstanceAllocator,
  options: AccuracyOptions,
): Promise<HostStart> {
  const path = join(options.workDir, 'fresh.cwasm');
  copyFileSync(compiled.cwasm.path, path);
  try {
    return way === 'meter'
      ? await startByMeter(compiled, path, allocator, options)
      : await startByHost(compiled, way, path, allocator, options);
  } finally {
    rmSync(path, { force: true });
  }
}

async function startByMeter(
  { guest, cwasm }: Compiled,
  path: string,
  allocator: InstanceAllocator,
  { context, warmIterations }: AccuracyOptions,
): Promise<HostStart> {
  const plan = guestPlan(guest.kind, guest.facts, []);
  const line = await spawnChild(
    {
      type: 'start',
      guest: { ...plan, calls: [] },
      allocator,
      source: { precompiled: { ...cwasm, path } },
      warmIterations,
    },
    context,
  );
  if (!line.ok) throw new Error(`${guest.label}: ${line.failure.message}`);
  const { phases, warmNs, warmStoreNs, warmDropNs, warmSwitches, clockFloorNs } = line.value;
  return { phases, warmNs, warmStoreNs, warmDropNs, warmSwitches, clockFloorNs };
}

async function startByHost(
  { guest }: Compiled,
  way: HostWay,
  cwasm: string,
  allocator: InstanceAllocator,
  { host, warmIterations }: AccuracyOptions,
): Promise<HostStart> {
  const plan = guestPlan(guest.kind, guest.facts, []);
  const stdout = await runNativeHost(host, {
    kind: guest.kind,
    way,
    allocator,
    cwasm,
    initialize: plan.initialize,
    warm_iterations: warmIterations,
    memory_bytes: plan.memoryBytes,
    table_elements: plan.tableElements,
    memories: plan.memories,
  });
  return JSON.parse(stdout) as HostStart;
}
