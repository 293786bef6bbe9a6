import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { hrtime } from 'node:process';
import { collectTail, collectWhole, onLines, onText, type Output } from './collect-output.ts';
import { hearSignals } from './hear-signals.ts';
import { NotStartedError } from './not-started-error.ts';
import type { ProcessCall, ProcessResult } from './process-call.ts';
import { hasGroups, signalGroup } from './process-group.ts';
import { startWatchdog, watchGroup } from './watchdog.ts';

/** How long a program that is asked to end has for it. Less than a bin has itself. */
const GRACE_MS = 1000;
/** From then on the watchdog hears of a program that is measured: to be told of each one would wake it beside all that are quick. */
const LONG_MS = 50;
const MAX_STDOUT_BYTES = 16 * 1024 * 1024;

/**
 * Runs a program, in a process group of its own, without a shell, and gives how it ended: a failure is a result. On abort, at the
 * deadline, at its own end and when this process dies, however that happens, the whole group ends. Throws NotStartedError (exit
 * 3), and the reason of the abort.
 */
export function runProcess(call: ProcessCall): Promise<ProcessResult> {
  return hearSignals(() => run(call));
}

async function run(call: ProcessCall): Promise<ProcessResult> {
  const { file, args = [], signal, deadlineMs, maxStdoutBytes = MAX_STDOUT_BYTES, isMeasured = false } = call;
  signal?.throwIfAborted();
  if (isMeasured) startWatchdog(GRACE_MS);
  const options = spawnOptions(call);
  const begun = hrtime.bigint();
  const child = start(file, args, options);
  const exited = new Promise<Pick<ProcessResult, 'exitCode' | 'endedBy' | 'durationNs'>>(
    (resolve, reject) => {
      child.once('exit', (exitCode, endedBy) => {
        resolve({ exitCode, endedBy, durationNs: Number(hrtime.bigint() - begun) });
      });
      child.once('error', (cause) => reject(new NotStartedError(file, cause)));
    },
  );
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const end = (name: NodeJS.Signals): void => signalGroup(child, name);
  const timers: NodeJS.Timeout[] = [];
  const after = (ms: number, work: () => void): void => void timers.push(setTimeout(work, ms));
  let [isLate, isOverflowing] = [false, false];
  let forget: (() => void) | undefined;
  const watch = (): void => {
    if (child.pid !== undefined && hasGroups) forget = watchGroup(child.pid, GRACE_MS);
  };
  const abort = (): void => {
    end('SIGTERM');
    after(GRACE_MS, () => end('SIGKILL'));
  };
  if (deadlineMs !== undefined) {
    after(deadlineMs, () => {
      isLate = true;
      end('SIGKILL');
    });
  }
  if (isMeasured) after(LONG_MS, watch);
  else watch();
  signal?.addEventListener('abort', abort, { once: true });
  const { stdout, stderr } = listen(child, call, maxStdoutBytes, () => {
    isOverflowing = true;
    end('SIGKILL');
  });
  try {
    const how = await exited;
    for (const timer of timers) clearTimeout(timer);
    // What it left running must not outlive it.
    end('SIGKILL');
    after(GRACE_MS, () => letGo(child));
    await closed;
    signal?.throwIfAborted();
    return {
      ok: how.exitCode === 0 && !isLate && !isOverflowing,
      ...how,
      timedOutMs: isLate && deadlineMs !== undefined ? deadlineMs : null,
      overflowBytes: isOverflowing ? maxStdoutBytes : null,
      stdout: stdout?.text() ?? '',
      stderr: stderr?.text() ?? '',
    };
  } finally {
    for (const timer of timers) clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
    forget?.();
  }
}

function spawnOptions({ cwd, env, input, stdout, stderr }: ProcessCall): SpawnOptions {
  return {
    cwd,
    env: { ...env },
    stdio: [
      input === undefined ? 'ignore' : 'pipe',
      stdout === 'ignore' ? 'ignore' : 'pipe',
      stderr === 'ignore' ? 'ignore' : 'pipe',
    ],
    detached: hasGroups,
    windowsHide: true,
  };
}

/** Some of what the system refuses Node throws here, the rest comes as an event. */
function start(file: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  try {
    return spawn(file, [...args], options);
  } catch (cause) {
    throw new NotStartedError(file, cause);
  }
}

function listen(
  { stdin, stdout, stderr }: ChildProcess,
  call: ProcessCall,
  maxStdoutBytes: number,
  onOverflow: () => void,
): { stdout: Output | null; stderr: Output | null } {
  // A program that ends early closes its input; how it ended says more.
  stdin?.on('error', () => {}).end(call.input);
  if (stdout && call.onLine !== undefined) onLines(stdout, call.onLine);
  if (stderr && call.onStderr !== undefined) onText(stderr, call.onStderr);
  return {
    stdout:
      stdout &&
      (call.stdout === 'tail' ? collectTail(stdout) : collectWhole(stdout, maxStdoutBytes, onOverflow)),
    stderr: stderr && collectTail(stderr),
  };
}

/** A daemon, which left the group, may hold the pipes for ever. What was written until now is still read. */
function letGo({ stdout, stderr }: ChildProcess): void {
  setImmediate(() => {
    stdout?.destroy();
    stderr?.destroy();
  });
}
