import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUILD_SOURCES } from '@wasmgate/contracts/layout';
import { InputError } from '@wasmgate/contracts/errors';
import stripJsonComments from 'strip-json-comments';

/** What keys the task `build` of a subject, by its turbo.json. */
export interface TurboBuildTask {
  /** Globs of files; `!` in front takes away, `$TURBO_ROOT$/` begins at the repository, others at the subject. */
  readonly inputs: readonly string[];
  /** Names of variables, with `*`; null without a turbo.json: then nothing is cached. */
  readonly variables: readonly string[] | null;
}

const INHERIT = '$TURBO_EXTENDS$';
const texts = (list: unknown): string[] | undefined =>
  Array.isArray(list) ? list.filter((one) => typeof one === 'string') : undefined;

/** Reads what a subject adds to the inputs of its `build`, or takes from them. Throws InputError when its turbo.json is damaged. */
export function turboBuildTask(subjectDir: string): TurboBuildTask {
  const file = join(subjectDir, 'turbo.json');
  if (!existsSync(file)) return { inputs: BUILD_SOURCES, variables: null };
  let task: { inputs?: unknown; env?: unknown } | undefined;
  try {
    const text = stripJsonComments(readFileSync(file, 'utf8'), { trailingCommas: true });
    task = (JSON.parse(text) as { tasks?: Record<string, typeof task> }).tasks?.['build'];
  } catch (cause) {
    throw new InputError(`${file}: not JSON: ${(cause as Error).message}`, { cause });
  }
  const own = texts(task?.inputs);
  const inherited = own === undefined || own.includes(INHERIT) ? BUILD_SOURCES : [];
  // $TURBO_DEFAULT$ would stand for what git tracks, which only git knows: it counts for nothing.
  const inputs = [
    ...inherited,
    ...(own ?? []).filter((glob) => !/^\$TURBO_(?:EXTENDS|DEFAULT)\$$/.test(glob)),
  ];
  return { inputs, variables: (texts(task?.env) ?? []).filter((name) => name !== INHERIT) };
}
