import { assertLibraryVersion, openWasmtime, WasmtimeError } from '@wasmgate/wasmtime';
import { countFuel } from './count-fuel.ts';
import { guard } from './guard.ts';
import type { ChildLine, Job, ResultOf } from './job.ts';
import { paired } from './paired.ts';
import type { PhaseClock } from './phase-clock.ts';
import { precompile } from './precompile.ts';
import { start } from './start.ts';
import { stayOnCore } from './stay-on-core.ts';

/**
 * Does one job and gives the line that the parent reads. What a guest did wrong is a result; a mistake of ours is
 * thrown and ends the process with its stack.
 */
export function runChild(job: Job): ChildLine<ResultOf<Job>> {
  const setDeadline = guard(job.parentPid);
  setDeadline(job.compileDeadlineMs > 0 ? job.compileDeadlineMs : job.deadlineMs);
  const onCompiled = (): void => setDeadline(job.deadlineMs);
  let clock: PhaseClock | undefined;
  const onPhase = (begun: PhaseClock): void => {
    clock = begun;
  };
  try {
    const wasmtime = openWasmtime(job.library);
    switch (job.type) {
      case 'precompile':
        // Compiling is not timed here, so asking for the version does not warm up what is.
        assertLibraryVersion(wasmtime.majorVersion(), job.wasmtimeVersion);
        return { ok: true, value: precompile(wasmtime, job, onPhase) };
      case 'start':
        // A compiler uses all cores, and so does production.
        if ('precompiled' in job.source) stayOnCore();
        return { ok: true, value: start(wasmtime, job, onPhase, onCompiled) };
      case 'paired':
        stayOnCore();
        return { ok: true, value: paired(wasmtime, job, onPhase) };
      case 'fuel':
        return { ok: true, value: countFuel(wasmtime, job, onPhase, onCompiled) };
    }
  } catch (error) {
    if (!(error instanceof WasmtimeError)) throw error;
    const { kind, message, importName, exitStatus } = error;
    const { current: during, arm } = clock ?? {};
    return { ok: false, failure: { kind, message, during, arm, importName, exitStatus } };
  }
}
