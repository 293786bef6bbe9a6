import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { knownMetric, metricOf, shownFigure } from '@wasmgate/contracts/metrics';
import { guestPlan } from '@wasmgate/startup-bench/src/guest/guest-plan.ts';
import { readGuest } from '@wasmgate/startup-bench/src/guest/read-guest.ts';
import { spawnChild, type ChildContext } from '@wasmgate/startup-bench/src/measure/spawn-child.ts';

/** The names of the exact metrics by which a head is worse than its baseline than their tolerance allows. */
export async function exactGate(head: string, baseline: string, context: ChildContext): Promise<string[]> {
  const before = await exactFigures(baseline, context);
  const after = await exactFigures(head, context);
  return Object.entries(after)
    .filter(([name, figure]) => {
      const most = (before[name] ?? 0) * (1 + (metricOf(name)?.tolerancePct ?? 0) / 100);
      return figure > most;
    })
    .map(([name]) => name);
}

async function exactFigures(file: string, context: ChildContext): Promise<Readonly<Record<string, number>>> {
  const guest = readGuest(file, file);
  const out = join(context.workDir, 'exact.cwasm');
  const compiled = await spawnChild({ type: 'precompile', wasm: file, out }, context);
  rmSync(out, { force: true });
  const plan = guestPlan(guest.kind, guest.facts, []);
  const counted = await spawnChild({ type: 'fuel', guest: plan, wasm: file }, context);
  if (!compiled.ok || !counted.ok) throw new Error(`${file}: does not start`);
  const size = knownMetric('wasm_size_raw_kb').name;
  return {
    [size]: shownFigure(size, guest.bytes / 1024),
    ...guest.metrics,
    wasm_cwasm_bytes: compiled.value.bytes,
    wasm_fuel_first_instance: counted.value.points[0]?.fuel ?? 0,
  };
}
