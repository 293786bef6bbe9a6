import { EnvironmentError } from '@wasmgate/contracts/errors';
import { failureText, type ProcessResult } from '@wasmgate/process';
import { installedState } from '@wasmgate/toolchain';
import { dirname } from 'node:path';
import { mayGuestRun } from '../child/announce-phase.ts';
import type { EngineChoice, GuestFailure } from '../child/job.ts';
import { memoryLimits } from './memory-limits.ts';

/** How a measuring process died, and where. */
export interface Death extends Pick<
  ProcessResult,
  'exitCode' | 'endedBy' | 'timedOutMs' | 'overflowBytes' | 'stderr'
> {
  /** The phase that was announced last. */
  readonly during: string | undefined;
  readonly engine: EngineChoice;
}

/** Signals that a processor or a library sends for what code does. Any other comes from outside: a guest cannot send signals. */
const FAULTS: ReadonlySet<NodeJS.Signals | null> = new Set([
  'SIGSEGV',
  'SIGBUS',
  'SIGILL',
  'SIGFPE',
  'SIGTRAP',
  'SIGABRT',
]);

/** What Rust, V8 and libc say when there is no memory; a guest's own output is discarded. */
const NO_MEMORY = /os error 12\b|memory allocation of \d+ bytes failed|\bout of memory\b|process OOM\b/i;

/** Compiling may take long because of what the guest is; what comes before it has nothing to do with it. */
const WITHOUT_THE_GUEST: ReadonlySet<string | undefined> = new Set([undefined, 'engine']);

/**
 * The error (exit 3) for a death that is no fault of the guest's: before its first instruction, by a signal from outside, for want of
 * memory, or with a damaged libwasmtime. Null when it can only be the guest. docs/measuring.md says what cannot be told.
 */
export function deathByMachine(death: Death): EnvironmentError | null {
  const { endedBy, timedOutMs, stderr, during, engine } = death;
  if (timedOutMs !== null || endedBy === 'SIGALRM') {
    return WITHOUT_THE_GUEST.has(during) ? blame(placed(death), engine, null) : null;
  }
  const said = NO_MEMORY.test(stderr) ? 'there was no memory' : null;
  const isOutside = endedBy !== null && !FAULTS.has(endedBy);
  if (mayGuestRun(during) && said === null && !isOutside && installed(engine).fix === null) {
    return null;
  }
  return blame(
    placed(death),
    engine,
    said ?? (isOutside ? 'the system ends processes when memory runs out, and so may somebody' : null),
  );
}

/** The error (exit 3) for a failure that a measuring process put in words and that is no fault of the guest's; else null. */
export function failureOfMachine(
  { kind, message, during }: GuestFailure,
  engine: EngineChoice,
): EnvironmentError | null {
  if (kind === 'library') return blame(message.split('\n')[0] ?? '', engine, null);
  if (kind !== 'no_memory') return null;
  return blame(`wasmtime failed${phase(during)}: ${lastLine(message)}`, engine, 'there was no memory');
}

const phase = (during: string | undefined): string => (during === undefined ? '' : ` during ${during}`);
const lastLine = (text: string): string => text.trim().split('\n').at(-1)?.trim() ?? '';

function placed(death: Death): string {
  const place = death.during === undefined ? ' while it began' : phase(death.during);
  const before = mayGuestRun(death.during) ? '' : ", before the guest's first instruction";
  return `a measuring process ${failureText(death)}${place}${before}`;
}

const DOCTOR = 'run it again; npx wasmgate doctor says what is damaged';
const MORE_MEMORY =
  'give it 1 GiB of memory and no limit on address space (ulimit -v unlimited): wasmtime reserves 65 GiB of that, V8 10 GiB a memory, and both use little';

/** Whether what is installed of an engine is whole; V8 came with Node. */
const installed = (engine: EngineChoice): ReturnType<typeof installedState> =>
  engine.name === 'wasmtime'
    ? installedState(dirname(engine.library))
    : { line: `V8 ${engine.version} is that of Node`, fix: null };

/** Says the place, what is known of the cause, whether what is installed is whole, and how to go on. */
function blame(what: string, engine: EngineChoice, why: string | null): EnvironmentError {
  const state = installed(engine);
  const known = [
    ...(why === null ? [] : [why]),
    ...memoryLimits().map((limit) => `a limit here: ${limit}`),
    state.line,
  ];
  return new EnvironmentError([what, ...known], {
    fix: state.fix ?? (why === null ? DOCTOR : MORE_MEMORY),
  });
}
