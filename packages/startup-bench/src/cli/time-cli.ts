import { basename, join } from 'node:path';
import type { StartupJson } from '@wasmgate/contracts/startup';
import { runWasmtimeCli, runWasmtimeVersion } from '@wasmgate/wasmtime';
import type { GuestPlan } from '../child/job.ts';
import { median, statsOf, toMs } from '../figures/statistics.ts';
import type { Guest } from '../guest/read-guest.ts';
import { cliCommand } from './cli-command.ts';
import { cliLimits } from './cli-limits.ts';

type CliFigures = StartupJson['cli'];

export interface CliTiming {
  /** Path of the `wasmtime` command; null when there is none. */
  readonly cli: string | null;
  /** Why there is none. */
  readonly cliMissing: string;
  readonly workDir: string;
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
}

/** Each with a new, empty cache. */
const COLD_RUNS = 3;
const WARM_RUNS = 10;
const SPAWN_RUNS = 5;

/**
 * Times the `wasmtime` command, whole process: cold with a private empty cache, then from that cache. A run that does not
 * exit 0 is no sample: then nothing is timed, and the reason is recorded.
 */
export async function timeCli(guest: Guest, plan: GuestPlan, timing: CliTiming): Promise<CliFigures> {
  if (timing.cli === null) return notRun(timing.cliMissing);
  const command = cliCommand(plan);
  if (command === undefined) {
    return notRun('no command line runs it: it has no main function and wasmgate.json names no call');
  }
  const args = [...cliLimits(plan), ...command.before, guest.file, ...command.after];
  const samples: number[][] = [[], []];
  for (let run = 0; run < COLD_RUNS + WARM_RUNS; run++) {
    const isCold = run < COLD_RUNS;
    const cacheDir = join(timing.workDir, `cli-cache-${Math.min(run, COLD_RUNS - 1)}`);
    const result = await runWasmtimeCli({
      ...timing,
      cli: timing.cli,
      args,
      cacheDir,
      timeoutMs: timing.deadlineMs,
    });
    if (result.timedOutMs !== null) return notRun('the command did not end in time');
    if (!result.ok) return notRun(`the command exited with ${result.exitCode ?? 'a signal'}`);
    samples[isCold ? 0 : 1]?.push(result.durationNs);
  }
  const [cold = [], warm = []] = samples;
  return {
    ran: true,
    spawn_ms: await spawnFloor(timing.cli, timing),
    command: ['wasmtime', 'run', ...command.before, basename(guest.label), ...command.after],
    cold_ms: toMs(median(cold)),
    warm: statsOf(warm),
  };
}

/** The command without a guest: what is beyond this is the guest's and wasmtime's. */
async function spawnFloor(cli: string, { deadlineMs, signal }: CliTiming): Promise<number> {
  const samples: number[] = [];
  for (let run = 0; run < SPAWN_RUNS; run++) {
    const { durationNs } = await runWasmtimeVersion({ cli, timeoutMs: deadlineMs, signal });
    samples.push(durationNs);
  }
  return toMs(median(samples));
}

const notRun = (reason: string): CliFigures => ({ ran: false, reason });
