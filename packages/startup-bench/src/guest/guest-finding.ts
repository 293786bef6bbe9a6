import { finding, type FindingIn } from '@wasmgate/contracts/finding';
import type { GuestFailure } from '../child/job.ts';

/** Frames of a backtrace that a report keeps. */
const MAX_FRAMES = 5;
const MAX_TEXT = 500;

/**
 * The finding for a guest that failed. Only numbers, names and wasmtime's words: no path and no time, so that the report
 * of the same bytes is the same. `path` says which file it was.
 */
export function guestFinding(
  failure: GuestFailure,
  path: string,
  severity: 'violation' | 'warning',
): FindingIn<'startup'> {
  const during = failure.during === undefined ? {} : { during: failure.during };
  const reason = lastLine(failure.message);
  const failed = { ...during, reason };
  switch (failure.kind) {
    case 'trap':
      return finding('guest_trap', { ...failed, backtrace: backtrace(failure.message) }, severity, path);
    case 'timeout':
      return finding('guest_timeout', { ...during, deadline_ms: failure.deadlineMs ?? 0 }, severity, path);
    case 'import_missing': {
      const args = { ...failed, import: failure.importName ?? 'unknown' };
      return finding('import_missing', args, severity, path);
    }
    case 'out_of_memory':
      return finding('guest_out_of_memory', failed, severity, path);
    case 'exit':
      return finding('guest_exit', { ...during, status: failure.exitStatus ?? 1 }, severity, path);
    case 'export_missing':
    case 'arguments':
    case 'unsupported':
      return finding('invocation_failed', failed, severity, path);
    case 'crash':
      return finding('guest_crash', failed, severity, path);
    case 'library':
    case 'no_memory':
    case 'invalid':
    case 'deserialize':
    case 'limit':
    case 'out_of_fuel':
    case 'other':
      return finding('guest_refused', failed, severity, path);
  }
}

/** wasmtime puts the cause last, after "Caused by:". */
function lastLine(message: string): string {
  const line = message.trim().split('\n').at(-1)?.trim() ?? '';
  return line.replace(/^(?:\d+: )?(?:wasm trap: )?/, '').slice(0, MAX_TEXT);
}

function backtrace(message: string): string[] {
  return [...message.matchAll(/^ +\d+: +(0x[0-9a-f]+ - .+)$/gm)]
    .slice(0, MAX_FRAMES)
    .map((match) => (match[1] ?? '').slice(0, MAX_TEXT));
}
