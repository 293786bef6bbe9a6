import { fork } from 'node:child_process';
import { join } from 'node:path';

export interface FuzzOptions {
  /** Mutated files, and as many mutated symbols. */
  readonly runs: number;
  readonly seed: number;
  /** Whether every number of the small bases is replaced as well, one by one: the same for every seed. */
  readonly sweep: boolean;
  /** Silence after which the child is taken to hang, in milliseconds. */
  readonly hang_ms: number;
  /** Bound of the child's heap, in megabytes. */
  readonly heap_mb: number;
}

/** How the runs went: `about` says which base and changes, to be had again by `mutate`. */
export interface FuzzReport {
  runs: number;
  /** Readers that answered, and that refused, over all runs. */
  answered: number;
  refused: number;
  /** The run that took most processor time for its size, in milliseconds. */
  slowest: { ms_per_mb: number; ms: number; about: string };
  /** The run whose buffers outside the heap grew most. */
  largest: { buffer_bytes: number; file_bytes: number; about: string };
  /** Peak memory of the child, tools that make the bases included. */
  peak_rss_kb: number;
}

/**
 * Mutates real modules and gives them to every reader of this package, in a child process with a bound on its heap. Rejects, saying
 * how to have it again, when a reader throws anything but a WasmFormatError, when the child dies (memory), and when it is
 * silent for longer than `hang_ms` (then it is killed).
 */
export function fuzz(options: FuzzOptions): Promise<FuzzReport> {
  const { seed, hang_ms, heap_mb } = options;
  const child = fork(join(import.meta.dirname, 'fuzz-child.ts'), [JSON.stringify(options)], {
    execArgv: ['--import', 'tsx', `--max-old-space-size=${heap_mb}`],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let about = 'the bases';
  let stderr = '';
  let report: FuzzReport | undefined;
  let silent = false;
  const watchdog = setTimeout(() => {
    silent = true;
    child.kill('SIGKILL');
  }, hang_ms);
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.on('message', (message: { about?: string; report?: FuzzReport }) => {
    watchdog.refresh();
    about = message.about ?? about;
    report = message.report ?? report;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(watchdog);
      if (report && code === 0) return resolve(report);
      const what = silent ? `no answer in ${hang_ms} ms` : `the child ended with ${code ?? signal}`;
      reject(new Error(`${what} (seed ${seed}), last about ${about}\n${stderr}`));
    });
  });
}
