import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import koffi from 'koffi';
import type { ProgramCall } from './run-program.ts';

/** The most memory of a program, kB of 1,024 B, or why it is not known. */
export type ProgramPeak =
  | { readonly ok: true; readonly kb: number }
  | { readonly ok: false; readonly reason: string };

// ptrace(2), Linux.
const PTRACE_CONT = 7;
const PTRACE_SEIZE = 0x4206;
const PTRACE_O_TRACEEXIT = 0x40;
const PTRACE_O_EXITKILL = 0x10_0000;
const PTRACE_EVENT_EXIT = 6;
const PTRACE_EVENT_STOP = 128;
// waitpid(2).
const WNOHANG = 1;
const WUNTRACED = 2;
const WALL = 0x4000_0000;
const NONE = 0n;

/** Stops until it is watched, then becomes the program: nothing to read, and nobody reads what it says. */
const WAITING = 'cd "$0" && kill -STOP $$ && exec "$@" </dev/null >/dev/null 2>&1';

function libc() {
  const library = koffi.load(null);
  return {
    spawn: library.func('int posix_spawn(_Out_ int*, const char*, void*, void*, const char**, const char**)'),
    waitpid: library.func('int waitpid(int, _Out_ int*, int)'),
    ptrace: library.func('long ptrace(long, int, uintptr_t, uintptr_t)'),
    kill: library.func('int kill(int, int)'),
  };
}
type Libc = ReturnType<typeof libc>;
let loaded: Libc | undefined;

/**
 * Runs a program once and reads the most of its memory that was resident (VmHWM of proc(5)) as it ends, while its memory is still
 * there: ptrace(2) stops it then. getrusage(2) would not do: its ru_maxrss begins with what the process that started it holds, which
 * is Node. Linux only. Throws the reason of an abort; the program ends with this process.
 */
export async function peakMemory(call: ProgramCall): Promise<ProgramPeak> {
  if (process.platform !== 'linux') return { ok: false, reason: 'only Linux tells it' };
  loaded ??= libc();
  const { signal, deadlineMs, cwd, file, args } = call;
  signal.throwIfAborted();
  const pid = start(loaded, [cwd, file, ...args]);
  if (pid === null) return { ok: false, reason: 'cannot be started' };
  const end = performance.now() + deadlineMs;
  const state = { isOver: false };
  try {
    return await watch(
      loaded,
      pid,
      async () => {
        signal.throwIfAborted();
        if (performance.now() > end) throw new TooLate();
        await sleep(1);
      },
      state,
    );
  } catch (error) {
    if (error instanceof TooLate) return { ok: false, reason: `did not end within ${deadlineMs} ms` };
    throw error;
  } finally {
    if (!state.isOver) {
      loaded.kill(pid, constants.signals.SIGKILL);
      loaded.waitpid(pid, [0], WALL);
    }
  }
}

class TooLate extends Error {}

function start({ spawn }: Libc, words: readonly string[]): number | null {
  const pid = [0];
  const argv = ['sh', '-c', WAITING, ...words, null];
  return spawn(pid, '/bin/sh', null, null, argv, [null]) === 0 ? (pid[0] as number) : null;
}

/** Lets a stopped process run, and reads what it held when it ends. `pause` is called while there is nothing to hear of it. */
async function watch(
  { waitpid, ptrace, kill }: Libc,
  pid: number,
  pause: () => Promise<void>,
  state: { isOver: boolean },
): Promise<ProgramPeak> {
  /** The next status of waitpid(2). */
  const next = async (options: number): Promise<number> => {
    const status = [0];
    while (waitpid(pid, status, options | WNOHANG) === 0) await pause();
    return status[0] as number;
  };
  const first = await next(WUNTRACED);
  if (!isStopped(first)) {
    state.isOver = true;
    return { ok: false, reason: ending(first) };
  }
  if (ptrace(PTRACE_SEIZE, pid, NONE, BigInt(PTRACE_O_TRACEEXIT | PTRACE_O_EXITKILL)) !== 0) {
    return { ok: false, reason: 'this machine lets nobody watch a process (ptrace)' };
  }
  kill(pid, constants.signals.SIGCONT);
  let kb: number | null = null;
  for (;;) {
    const status = await next(WALL);
    if (!isStopped(status)) {
      state.isOver = true;
      if (status !== 0) return { ok: false, reason: ending(status) };
      return kb === null ? { ok: false, reason: 'its memory was gone' } : { ok: true, kb };
    }
    const event = status >> 16;
    if (event === PTRACE_EVENT_EXIT) kb = residentPeak(pid);
    // A signal is passed on; a stop that ptrace made is none.
    const passed = event === 0 ? (status >> 8) & 0xff : 0;
    if (event === PTRACE_EVENT_STOP || event === PTRACE_EVENT_EXIT || event === 0) {
      ptrace(PTRACE_CONT, pid, NONE, BigInt(passed));
    }
  }
}

/** WIFSTOPPED of wait(2). */
const isStopped = (status: number): boolean => (status & 0xff) === 0x7f;

const ending = (status: number): string =>
  (status & 0x7f) === 0 ? `exited with ${(status >> 8) & 0xff}` : `was ended by signal ${status & 0x7f}`;

function residentPeak(pid: number): number | null {
  const [, kb] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return kb === undefined ? null : Number(kb);
}
