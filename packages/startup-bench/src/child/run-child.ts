import { assertLibraryVersion, guard, openWasmtime, WasmtimeError } from '@wasmgate/wasmtime';
import { countFuel } from './count-fuel.ts';
import { GuestError } from './engine/guest-error.ts';
import { openEngine } from './engine/open-engine.ts';
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
    switch (job.type) {
      case 'precompile': {
        const wasmtime = openWasmtime(job.engine.library);
        // Compiling is not timed here, so asking for the version does not warm up what is.
        assertLibraryVersion(wasmtime.majorVersion(), job.engine.version);
        return { ok: true, value: precompile(wasmtime, job, onPhase) };
      }
      case 'start':
        // A compiler uses all cores, and so does production.
        if ('precompiled' in job.source) stayOnCore();
        return { ok: true, value: start(openEngine(job), job, onPhase, onCompiled) };
      case 'paired':
        stayOnCore();
        return { ok: true, value: paired(openEngine(job), job, onPhase) };
      case 'fuel':
        return { ok: true, value: countFuel(openWasmtime(job.engine.library), job, onPhase, onCompiled) };
    }
  } catch (error) {
    const { current: during, arm } = clock ?? {};
    if (error instanceof GuestError) {
      const { kind, message } = error;
      return { ok: false, failure: { kind, message, during, arm } };
    }
    if (!(error instanceof WasmtimeError)) throw error;
    const { kind, message, importName, exitStatus } = error;
    return { ok: false, failure: { kind, message, during, arm, importName, exitStatus } };
  }
}
