import type { EngineName } from '@wasmgate/contracts/engine';
import type { Meter } from './meter.ts';
import type { ChildCommand } from './spawn-child.ts';

/** How a benchmark is run. */
export interface BenchOptions {
  /** What starts the guests. */
  readonly engine: EngineName;
  /** Asked only after the input was found good: it may have to install wasmtime. */
  readonly findMeter: () => Promise<Meter>;
  readonly childCommand: ChildCommand;
  /** Warm starts in each process. */
  readonly iterations: number;
  /** At most this many fresh processes for each way to start. A budget needs five: the default is for reports. */
  readonly mostProcesses?: number;
  /** A process that takes longer is killed, ms; large guests get more. */
  readonly deadlineMs: number;
  /** What to compare with in this run; null: nothing. */
  readonly baseline: Baseline | null;
  /** Rounds of the comparison: fresh processes under each allocator. */
  readonly rounds: number;
  /** As many processes as rounds for every way to start. */
  readonly isFull: boolean;
  /** A first look, in seconds: the default allocator alone, few processes, no calls, no fuel, no command. */
  readonly isQuick?: boolean;
  /** See GuestPlan. */
  readonly stubImports?: boolean;
  readonly signal: AbortSignal;
  readonly onProgress: (text: string) => void;
  /** Hears of what is worth a line in a log. */
  readonly onStep: (text: string) => void;
  readonly onWait: () => void;
}

/** A file to compare with. */
export interface Baseline {
  readonly file: string;
  readonly label: string;
  /**
   * True for an earlier artifact of the same subject: when it fails that is a warning, for nobody ships it. A file that was
   * named is judged like the head.
   */
  readonly isEarlier: boolean;
  /** Where earlier programs of the host lie, with a native.json; see NATIVE_FOLDERS. */
  readonly nativeFolder?: string;
}
