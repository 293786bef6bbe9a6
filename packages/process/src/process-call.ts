/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A program, its arguments, and how it is run. */
export interface ProcessCall {
  /** A path, or a name that is looked up on the PATH of `env`. Never a shell's command line. */
  readonly file: string;
  readonly args?: readonly string[];
  readonly cwd?: string;
  /** The whole environment of the child: nothing is added to it. */
  readonly env: Environment;
  /** Ends the program, first by SIGTERM; the call then throws the reason. */
  readonly signal?: AbortSignal | undefined;
  /** The program is killed when it has not ended by then. */
  readonly deadlineMs?: number;
  /** What it reads from stdin; else there is nothing to read. */
  readonly input?: string | Uint8Array;
  /** `whole` (the default) ends a program that writes more than `maxStdoutBytes`; `tail` keeps the end. */
  readonly stdout?: 'whole' | 'tail' | 'ignore';
  /** Default: 16 MiB. */
  readonly maxStdoutBytes?: number;
  readonly stderr?: 'tail' | 'ignore';
  /** Given each line of stdout as it comes, without its line break. */
  readonly onLine?: (line: string) => void;
  /** Given what goes to stderr as it comes. */
  readonly onStderr?: (text: string) => void;
  /**
   * `durationNs` matters: nothing else is woken while the program is new. A program that ends within 50 ms is then not ended with
   * this process when that is killed by force.
   */
  readonly isMeasured?: boolean;
}

/** How a program ended and what it said: the same shape whether it succeeded or not. */
export interface ProcessResult {
  /** It ended by itself, with 0. */
  readonly ok: boolean;
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  readonly endedBy: NodeJS.Signals | null;
  /** It had not ended by the deadline (ms), which is given here; else null. */
  readonly timedOutMs: number | null;
  /** It wrote more to stdout than it may (bytes), which is given here; else null. */
  readonly overflowBytes: number | null;
  readonly stdout: string;
  /** The end of stderr. */
  readonly stderr: string;
  /** From before the spawn to the exit, ns. */
  readonly durationNs: number;
}
