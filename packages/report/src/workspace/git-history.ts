import { parseBaseline, type BaselineJson } from '@wasmgate/contracts/baseline';
import { WasmgateError } from '@wasmgate/contracts/errors';
import { BASELINE_FILE } from '@wasmgate/contracts/layout';
import { NotStartedError, runProcess, type Environment } from '@wasmgate/process';

/** Commits that are read: a line of more has no room. */
const MAX_COMMITS = 40;

/** What baseline.json said at a commit. */
export interface Accepted {
  readonly commit: string;
  /** Day of the commit: `2027-01-31`. */
  readonly day: string;
  readonly baseline: BaselineJson;
}

/** Where git runs. */
export interface GitPlace {
  readonly cwd: string;
  readonly env: Environment;
  readonly signal: AbortSignal;
}

/** The versions of baseline.json that git has, the oldest first; none where there is no git. What cannot be read is left out. */
export async function baselineHistory(place: GitPlace): Promise<Accepted[]> {
  const git = async (...args: string[]): Promise<string | null> => {
    try {
      const { ok, stdout } = await runProcess({ file: 'git', args, ...place });
      return ok ? stdout : null;
    } catch (error) {
      if (error instanceof NotStartedError) return null;
      throw error;
    }
  };
  const log = await git('log', '--format=%H %cs', `-n${MAX_COMMITS}`, '--', BASELINE_FILE);
  const all: Accepted[] = [];
  for (const line of (log ?? '').split('\n').toReversed()) {
    const [commit = '', day = ''] = line.split(' ');
    const text = commit === '' ? null : await git('show', `${commit}:./${BASELINE_FILE}`);
    const baseline = text === null ? null : readOrNull(commit, text);
    if (baseline !== null) all.push({ commit, day, baseline });
  }
  return all;
}

function readOrNull(commit: string, text: string): BaselineJson | null {
  try {
    return parseBaseline(`${BASELINE_FILE} of ${commit}`, text);
  } catch (error) {
    if (error instanceof WasmgateError) return null;
    throw error;
  }
}
