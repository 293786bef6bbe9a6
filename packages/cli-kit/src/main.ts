import { constants } from 'node:os';
import { runBin, type BinSpec } from './bin.ts';

/** How long the work has to end its children and tidy up after a signal. */
const GRACE_MS = 5000;

/**
 * Runs a bin in this process: the one place that wires `process` to it. Ctrl-C and SIGTERM abort the work, which
 * ends what it started; then the process dies of that signal, as a shell expects.
 */
export async function main(spec: BinSpec, process: NodeJS.Process): Promise<void> {
  const controller = new AbortController();
  let caught: NodeJS.Signals | undefined;
  const stop = (signal: NodeJS.Signals) => {
    if (caught !== undefined) process.exit(128 + constants.signals[signal]);
    caught = signal;
    controller.abort(new Error(`stopped by ${signal}`));
    setTimeout(() => process.exit(128 + constants.signals[signal]), GRACE_MS).unref();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  // A reader that went away (`| head`) is no error of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const io = {
    env: process.env,
    cwd: process.cwd(),
    stdout: process.stdout,
    stderr: process.stderr,
    now: () => new Date(),
  };
  const code = await runBin(spec, process.argv.slice(2), io, controller.signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, stop);
  if (caught === undefined) process.exitCode = code;
  else {
    // Another listener (proper-lockfile has one) delays the signal to a turn of the loop that may not come.
    process.exitCode = 128 + constants.signals[caught];
    process.kill(process.pid, caught);
  }
}
