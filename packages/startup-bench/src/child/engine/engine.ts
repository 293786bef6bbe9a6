import type { Invocation } from '@wasmgate/wasmtime';
import type { CodeSource, GuestPlan, PrecompileResult } from '../job.ts';
import type { PhaseClock } from '../phase-clock.ts';

/*
 * What a measuring process asks of an engine: an Engine opens a GuestCode, which is loaded as often as it is to be timed; what is
 * LoadedGuest makes a GuestStore for each GuestInstance. Each engine has a file of its own beside this one.
 */

/** Starts guests in this process. */
export interface Engine {
  /** Reads and checks a guest's code, before any clock runs. */
  open(guest: GuestPlan, source: CodeSource): GuestCode;
  /** Frees what was dropped: a garbage collector would else do it while a clock runs. */
  settle(): void;
  /** A call into the engine that does next to nothing: what a clock around it shows is the clock's own. */
  emptyCall(): void;
}

/** What bringing that code in is called. */
export const codePhase = (source: CodeSource): string => ('wasm' in source ? 'compile' : 'deserialize');

/** Code that was read and is not in the engine yet. */
export interface GuestCode {
  /** Makes it ready to be instantiated, each step a phase of the clock. `onCode` hears, outside of any, that it is compiled. */
  load(clock: PhaseClock, onCode?: () => void): LoadedGuest;
}

/** All that there is before an instance. */
export interface LoadedGuest {
  /** What one instance lives in; where making it takes time, it is a phase of the clock. */
  newStore(clock?: PhaseClock): GuestStore;
  /** Writes what it was compiled to. Throws where the engine has no such file. */
  save(path: string): PrecompileResult;
  /** Frees it. Its stores must be closed. */
  close(): void;
}

/** What one instance lives in. */
export interface GuestStore {
  prepareInstance(): Step<GuestInstance>;
  /** Drops it with its instance; where that takes time, it is a phase of the clock. */
  close(clock?: PhaseClock): void;
}

/** A guest that runs. */
export interface GuestInstance {
  /** Looks an export up and lowers the arguments. */
  prepareCall(call: Invocation): Step<CallOutcome>;
}

/** Whether the guest can go on after a call. */
export type CallOutcome = 'returned' | 'exited';

/** Something in two steps, so that a clock sees the first one alone. */
export interface Step<T> {
  /** The work itself. Never throws for what the guest does. */
  call(): void;
  /** What came of it. Throws WasmtimeError or GuestError for what is a failure. */
  outcome(): T;
}
