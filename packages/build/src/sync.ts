import type { BinContext } from '@wasmgate/cli-kit';
import { syncCommand } from '@wasmgate/contracts/commands';
import { InputError, type ExitCode } from '@wasmgate/contracts/errors';
import { printable } from '@wasmgate/contracts/printable';
import { readSubject } from '@wasmgate/contracts/subject';
import { syncSubject, type SyncResult } from './sync/sync-subject.ts';

/** `wasm-build sync`, which is `wasmgate sync` as well: a module of its own, so that nothing of it keys the task build. */
export async function sync({ io, options, progress, screen, say, signal }: BinContext): Promise<ExitCode> {
  const subject = readSubject(io.cwd);
  if (subject === null) {
    throw new InputError(`${io.cwd}: no wasmgate.json here`, { fix: 'run this in the folder of a subject' });
  }
  const quiet = options['quiet'] === true;
  const check = options['check'] === true;
  const result = await syncSubject(subject, { check }, { io, progress, signal, quiet });
  const isClean = result.missing.length + result.stale.length === 0;
  if (!quiet || (check && !isClean)) {
    say(
      textOf(result)
        .map((line) => printable(line, 400))
        .join('\n'),
    );
    if (check && !isClean) say(screen.paint('bad', `fix: ${syncCommand()}`));
  }
  return check && !isClean ? 1 : 0;
}

function textOf({ file, missing, stale }: SyncResult): string[] {
  if (missing.length + stale.length === 0) return [`${file}: has all inputs that the crate needs`];
  return [
    `${file}:`,
    ...missing.map(({ task, input }) => `  + ${task}: ${input}`),
    ...stale.map(({ task, input }) => `  - ${task}: ${input}`),
  ];
}
