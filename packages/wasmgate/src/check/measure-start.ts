import type { CheckJson } from '@wasmgate/contracts/check';
import { EnvironmentError } from '@wasmgate/contracts/errors';
import { startupReport, type StartupJson } from '@wasmgate/contracts/startup';
import { findingText } from '@wasmgate/words';
import type { Ask } from './run-tool.ts';

/** A check is to end within 30 s; the rest is for starting Node, and for the figures after the compiler. */
const MOST_MS = 24_000;
/** What is left for compiling it, however long everything else took. */
const LEAST_MS = 5000;

/** What is to be started, and how. */
export interface StartRequest {
  /** The file, and what it is held to. */
  readonly args: readonly string[];
  readonly stubImports: boolean;
  /** How long everything else took, ms; null: there are budgets, which need all processes, however long they take. */
  readonly usedMs: number | null;
  readonly ask: Ask;
}

/** Measures a start, or says why there is none to measure: no wasmtime on this machine, or a guest that does not start. */
export async function measureStart({
  args,
  stubImports,
  usedMs,
  ask,
}: StartRequest): Promise<Pick<CheckJson, 'startup' | 'startup_missing'>> {
  const deadlineMs = Math.max(LEAST_MS, Math.round(MOST_MS - (usedMs ?? 0)));
  const look = usedMs === null ? [] : ['--quick', '--deadline', String(deadlineMs)];
  const stubs = stubImports ? ['--stub-imports'] : [];
  try {
    const startup = await ask({
      command: 'startup',
      args: [...args, ...look, ...stubs],
      report: startupReport,
    });
    return { startup, startup_missing: startup.stages.shipped.ran ? null : whyNot(startup) };
  } catch (error) {
    // What was found in the file is worth telling on a machine that cannot run it.
    if (!(error instanceof EnvironmentError)) throw error;
    return { startup: null, startup_missing: error.message };
  }
}

function whyNot({ findings }: StartupJson): string {
  const [first] = findings.filter(({ path, code }) => path === 'shipped' || code === 'startup_off');
  return first === undefined ? 'it did not run' : findingText(first);
}
