import { constants } from 'node:os';
import { isWanted } from '@wasmgate/contracts/lineage';
import { onHearing } from '@wasmgate/process';
import { runBin, type BinSpec } from './bin.ts';
import { watchOutput } from './watch-output.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** How long the work has to end its children and tidy up after a signal. */
const GRACE_MS = 2000;
/** How often this process looks whether who started it is still there. */
const LOOK_MS = 250;

/** The bin under another name: its examples, too, are called by that. */
function calledBy(name: string, bin: BinSpec): BinSpec {
  const renamed = (examples: readonly string[]) => examples.map((line) => line.replaceAll(bin.name, name));
  const subcommands = Object.entries(bin.subcommands ?? {}).map(
    ([word, command]) => [word, { ...command, examples: renamed(command.examples) }] as const,
  );
  return {
    ...bin,
    name,
    examples: renamed(bin.examples),
    subcommands: Object.fromEntries(subcommands),
  };
}

/**
 * Runs a bin in this process: the one place that wires `process` to it. Ctrl-C and SIGTERM abort work that has something to
 * tidy up, then the process dies of that signal, as a shell expects; other work they end at once. When who started it is gone,
 * nobody can send it one, and it ends by itself. `name` is what it was called by, when that is not its own name.
 */
export async function main(bin: BinSpec, process: NodeJS.Process, name = bin.name): Promise<void> {
  const spec = calledBy(name, bin);
  // npm outlives turbo, and only then starts a bin that nobody waits for.
  if (!isWanted()) process.exit(3);
  const controller = new AbortController();
  let caught: NodeJS.Signals | undefined;
  const abort = (reason: string, exitCode: number): void => {
    controller.abort(new Error(reason));
    setTimeout(() => process.exit(exitCode), GRACE_MS).unref();
  };
  const stop = (signal: NodeJS.Signals): void => {
    const exitCode = 128 + constants.signals[signal];
    if (caught !== undefined) process.exit(exitCode);
    caught = signal;
    abort(`stopped by ${signal}`, exitCode);
  };
  let isHearing = false;
  onHearing((isNow) => {
    isHearing = isNow;
    // Who was told to end goes on hearing, for it may be told again.
    if (caught === undefined) for (const signal of SIGNALS) process[isNow ? 'on' : 'off'](signal, stop);
  });
  const look = setInterval(() => {
    if (isWanted()) return;
    clearInterval(look);
    if (!isHearing) process.exit(3);
    abort('stopped: who started this is gone', 3);
  }, LOOK_MS);
  look.unref();
  const { stdout, stderr } = process;
  const io = {
    env: process.env,
    cwd: process.cwd(),
    stdout,
    stderr,
    now: () => new Date(),
  };
  const isOutputLost = watchOutput(spec.name, process);
  const code = await runBin(spec, process.argv.slice(2), io, controller.signal);
  for (const signal of SIGNALS) process.off(signal, stop);
  if (caught === undefined) process.exitCode = isOutputLost() ? 3 : code;
  else {
    // Another listener (proper-lockfile has one) delays the signal to a turn of the loop that may not come.
    process.exitCode = 128 + constants.signals[caught];
    process.kill(process.pid, caught);
  }
}
