import { dirname, resolve } from 'node:path';
import { InputError } from '@wasmgate/contracts/errors';
import { MAX_CONFIG_BYTES, readRegularFile } from '@wasmgate/contracts/read-file';
import { configFiles, type ConfigFile, type ConfigPlace } from './config-files.ts';
import { isTable, parseToml, type Toml, type TomlTable } from './toml-table.ts';

/** A file's configuration, with what it includes. */
export interface ConfigLevel extends ConfigFile {
  readonly table: TomlTable;
}

/** What cargo reads when it runs in a folder: each file, and what cargo makes of them all. */
export interface MergedConfig {
  /** The most important first. */
  readonly levels: readonly ConfigLevel[];
  readonly table: TomlTable;
}

/**
 * cargo's configuration for a folder, merged as cargo does it (The Cargo Book, "Configuration"): tables by key, lists joined with
 * the more important items last, of anything else the nearest. Spawns nothing. Holds what the files hold, credentials included:
 * hand on only what is chosen by name. Throws InputError (exit 2) naming the file.
 */
export function mergeCargoConfig(subjectDir: string, place: ConfigPlace): MergedConfig {
  const levels = configFiles(subjectDir, place).map((file) => ({ ...file, table: readConfig(file.file) }));
  return {
    levels,
    table: levels.reduceRight<TomlTable>((below, { table }) => mergeTables(below, table), {}),
  };
}

function readConfig(file: string, including: readonly string[] = []): TomlTable {
  if (including.includes(file)) {
    throw new InputError(`${file}: includes itself: ${[...including, file].join(' -> ')}`);
  }
  const own = parseToml(readText(file), file);
  const included = includedFiles(own, file).flatMap(({ path, optional }) => {
    const text = optional ? tryRead(path) : readText(path);
    return text === null ? [] : [readConfig(path, [...including, file])];
  });
  return [...included, own].reduce(mergeTables, {});
}

/** cargo 1.94 and newer: a path, a list of paths, or tables `{ path, optional }`; relative to the file that includes. */
function includedFiles({ include }: TomlTable, file: string): { path: string; optional: boolean }[] {
  if (include === undefined) return [];
  return (Array.isArray(include) ? include : [include]).map((entry: Toml) => {
    const path = isTable(entry) ? entry['path'] : entry;
    if (typeof path !== 'string') throw new InputError(`${file}: include: expected paths`);
    return { path: resolve(dirname(file), path), optional: isTable(entry) && entry['optional'] === true };
  });
}

function tryRead(file: string): string | null {
  try {
    return readRegularFile(file, { maxBytes: MAX_CONFIG_BYTES }).toString('utf8');
  } catch {
    return null;
  }
}

function readText(file: string): string {
  const text = tryRead(file);
  if (text !== null) return text;
  throw new InputError(`${file}: cannot be read; cargo reads it as configuration`);
}

function mergeTables(below: TomlTable, above: TomlTable): TomlTable {
  const merged: Record<string, Toml> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const other = Object.hasOwn(below, key) ? below[key] : undefined;
    if (isTable(other) && isTable(value)) merged[key] = mergeTables(other, value);
    else if (Array.isArray(other) && Array.isArray(value)) merged[key] = [...other, ...value];
    else merged[key] = value;
  }
  return merged;
}
