import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Input } from '@wasmgate/cli-kit';
import { InputError } from '@wasmgate/contracts/errors';
import type { StartupJson } from '@wasmgate/contracts/startup';
import { ARTIFACTS } from '@wasmgate/contracts/layout';
import { benchNative, nativePairs } from '../native/bench-native.ts';
import { readInvocations } from '@wasmgate/wasmtime';
import { readGuest, type Guest } from '../guest/read-guest.ts';
import { startPlan } from '../guest/start-plan.ts';
import { aloneOnMachine } from './alone-on-machine.ts';
import type { BenchOptions } from './bench-options.ts';
import type { GuestTask } from './measure-guest.ts';
import { METHODS, type StartSeries } from './methods.ts';
import { NOT_STARTED, startGuests } from './start-guests.ts';
import { startupReportOf } from './startup-report.ts';
import { toldSha256, type StartupTold } from './startup-told.ts';

/** Default for `deadlineMs`. */
export const DEADLINE_MS = 10_000;

/**
 * Measures how a file, or both stages of a subject, start. Errors: InputError for what is no .wasm or a wrong
 * configuration, EnvironmentError for the machine. A guest that fails is a finding, never an error and never a sample.
 */
export async function benchStartup(input: Input<StartupTold>, options: BenchOptions): Promise<StartupJson> {
  const { engine: asked } = options;
  const shipped = readGuest(input.file, input.label, asked);
  const unoptimized =
    input.kind === 'subject'
      ? readGuest(unoptimizedFile(input.subject.dir), ARTIFACTS.unoptimized, asked)
      : null;
  const baseline = options.baseline && readGuest(options.baseline.file, options.baseline.label, asked);
  const programs = nativePairs(input, options.baseline);
  const { isQuick = false } = options;
  const invocations = readInvocations(input.settings?.config.invoke);
  // Where nothing is started, what would be does not matter.
  const method = METHODS[asked === 'off' ? 'wasmtime' : asked];
  const task = (name: string, guest: Guest, series: readonly StartSeries[]): GuestTask => ({
    name,
    guest,
    plan: startPlan(guest, invocations, options),
    series: series.map((one) => ({
      ...one,
      processes: options.isFull
        ? options.rounds
        : Math.min(one.processes, options.mostProcesses ?? one.processes),
    })),
  });
  // What wasm-opt left as it was is measured once.
  const isSame = unoptimized?.sha256 === shipped.sha256;
  const guests = {
    shipped: task('shipped', shipped, isQuick ? method.quick : method.shipped),
    unoptimized: unoptimized === null || isSame ? null : task('unoptimized', unoptimized, method.unoptimized),
    isSame,
    baseline,
    invocations,
    mayExportNothing: input.settings?.config.exports !== undefined,
  };

  const meter = await options.findMeter();
  // Another machine than was promised is said before anything is measured.
  if (input.settings !== null) toldSha256(input.settings, meter.host);
  return aloneOnMachine(async (workDir) => {
    const { engine } = meter;
    const { childCommand: command, deadlineMs, signal } = options;
    const started =
      engine === null
        ? NOT_STARTED
        : await startGuests(guests, meter, {
            ...options,
            context: { command, engine, deadlineMs, signal, workDir },
          });
    const native = await benchNative(programs, { ...options, workDir });
    const { plan } = guests.shipped;
    return startupReportOf({
      input,
      meter,
      shipped,
      shippedCalls: plan.calls.map((call) => call.name),
      unoptimized,
      stubImports: plan.stubImports && shipped.metrics.wasm_imports > 0,
      native,
      ...started,
    });
  }, options);
}

function unoptimizedFile(subjectDir: string): string {
  const file = join(subjectDir, ARTIFACTS.unoptimized);
  if (existsSync(file)) return file;
  throw new InputError(`${file}: does not exist, though ${ARTIFACTS.shipped} does`, {
    fix: 'run the task that makes it: npx turbo run build',
  });
}
