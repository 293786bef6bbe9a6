import { sha256 } from '@wasmgate/contracts/sha256';
import type { ConfigPlace } from './config-files.ts';
import { configProblems, type CargoConfigProblem } from './config-problems.ts';
import { effectiveValues, type ConfigUse } from './effective-values.ts';
import { mergeCargoConfig } from './merge-config.ts';
import { neutralText } from './neutral-text.ts';
import { isTable, type Toml, type TomlTable } from './toml-table.ts';

/** What cargo's configuration files make of a build, without any path of this machine and without any credential. */
export interface CargoConfig {
  /** What can change bytes, of all files together, by dotted key. This, and not where it stands, keys a build. */
  readonly values: Readonly<Record<string, Toml>>;
  /** Hash of `values`. */
  readonly sha256: string;
  /** Where it stands, the most important first: for messages. */
  readonly levels: readonly { readonly level: string; readonly values: Readonly<Record<string, Toml>> }[];
  /** What cannot be keyed. wasm-build refuses to build with it. */
  readonly problems: readonly CargoConfigProblem[];
}

/**
 * Reads cargo's configuration for a subject from every file that cargo reads: the subject's, its parents' and CARGO_HOME's.
 * Spawns nothing. Of the variables in `[env]` only a hash of the value is given. Throws InputError (exit 2) naming a file that
 * cannot be read.
 */
export function readCargoConfig(
  subjectDir: string,
  { native = true, ...place }: ConfigPlace & Partial<ConfigUse>,
): CargoConfig {
  const { levels, table } = mergeCargoConfig(subjectDir, place);
  const neutral = neutralText(subjectDir, place);
  const valuesOf = (one: TomlTable) =>
    Object.fromEntries(
      effectiveValues(one, { native }).map(([key, value]) => {
        const said = neutralValue(value, neutral);
        return [neutral(key), key.startsWith('env.') ? digest(said) : said];
      }),
    );
  const values = valuesOf(table);
  return {
    values,
    sha256: sha256(JSON.stringify(values)),
    levels: levels
      .map((one) => ({ level: one.level, values: valuesOf(one.table) }))
      .filter((one) => Object.keys(one.values).length > 0),
    problems: levels
      .flatMap((one) => configProblems(subjectDir, one))
      .map((problem) => ({ ...problem, why: neutral(problem.why) })),
  };
}

function neutralValue(value: Toml, neutral: (text: string) => string): Toml {
  if (typeof value === 'string') return neutral(value);
  if (Array.isArray(value)) return value.map((item: Toml) => neutralValue(item, neutral));
  if (!isTable(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, neutralValue(inner, neutral)] as const);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** A value by which it can be told from another, and from which it cannot be read. */
const digest = (value: Toml): string => `sha256:${sha256(JSON.stringify(value)).slice(0, 16)}`;
