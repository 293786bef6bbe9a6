import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BUILD_SOURCES, SETTINGS_SOURCES } from '@wasmgate/contracts/layout';
import { parseJson } from '@wasmgate/contracts/parse-json';
import { MAX_CONFIG_BYTES, readRegularFile } from '@wasmgate/contracts/read-file';
import stripJsonComments from 'strip-json-comments';

/** What keys a task of a subject, by its turbo.json. */
interface TurboTask {
  /** Globs of files; `!` in front takes away, `$TURBO_ROOT$/` begins at the repository, others at the subject. */
  readonly inputs: readonly string[];
  /** Names of variables, with `*`; null without a turbo.json: then nothing is cached. */
  readonly variables: readonly string[] | null;
}

/** The tasks whose key speaks of sources. */
export interface TurboTasks {
  readonly settings: TurboTask;
  readonly build: TurboTask;
}

/** Where a subject's turbo.json lies. */
export const turboFile = (subjectDir: string): string => join(subjectDir, 'turbo.json');

/** Stands for what the root's turbo.json says. */
export const INHERIT = '$TURBO_EXTENDS$';

const texts = (list: unknown): string[] | undefined =>
  Array.isArray(list) ? list.filter((one) => typeof one === 'string') : undefined;

/** Reads what a subject adds to the inputs of these tasks, or takes from them. Throws InputError when its turbo.json is damaged. */
export function turboTasks(subjectDir: string): TurboTasks {
  const file = turboFile(subjectDir);
  if (!existsSync(file)) {
    return {
      settings: { inputs: SETTINGS_SOURCES, variables: null },
      build: { inputs: BUILD_SOURCES, variables: null },
    };
  }
  const text = readRegularFile(file, { maxBytes: MAX_CONFIG_BYTES }).toString('utf8');
  const data = parseJson(file, stripJsonComments(text, { trailingCommas: true }));
  const { tasks } = data as { tasks?: Record<string, { inputs?: unknown; env?: unknown }> };
  const read = (name: keyof TurboTasks, sources: readonly string[]): TurboTask => {
    const task = tasks?.[name];
    const own = texts(task?.inputs);
    const inherited = own === undefined || own.includes(INHERIT) ? sources : [];
    // $TURBO_DEFAULT$ would stand for what git tracks, which only git knows: it counts for nothing.
    const added = (own ?? []).filter((glob) => !/^\$TURBO_(?:EXTENDS|DEFAULT)\$$/.test(glob));
    return {
      inputs: [...inherited, ...added],
      variables: (texts(task?.env) ?? []).filter((variable) => variable !== INHERIT),
    };
  };
  return { settings: read('settings', SETTINGS_SOURCES), build: read('build', BUILD_SOURCES) };
}
