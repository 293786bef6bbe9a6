import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BUILD_SOURCES } from '@wasmgate/contracts/layout';
import { parseJson } from '@wasmgate/contracts/parse-json';
import { MAX_CONFIG_BYTES, readRegularFile } from '@wasmgate/contracts/read-file';
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
  const text = readRegularFile(file, { maxBytes: MAX_CONFIG_BYTES }).toString('utf8');
  const data = parseJson(file, stripJsonComments(text, { trailingCommas: true }));
  const { tasks } = data as { tasks?: Record<string, { inputs?: unknown; env?: unknown }> };
  const task = tasks?.['build'];
  const own = texts(task?.inputs);
  const inherited = own === undefined || own.includes(INHERIT) ? BUILD_SOURCES : [];
  // $TURBO_DEFAULT$ would stand for what git tracks, which only git knows: it counts for nothing.
  const inputs = [
    ...inherited,
    ...(own ?? []).filter((glob) => !/^\$TURBO_(?:EXTENDS|DEFAULT)\$$/.test(glob)),
  ];
  return { inputs, variables: (texts(task?.env) ?? []).filter((name) => name !== INHERIT) };
}
