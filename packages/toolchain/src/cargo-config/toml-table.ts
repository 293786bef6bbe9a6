import { parse } from 'smol-toml';
import { InputError } from '@wasmgate/contracts/errors';

/** What stands in a TOML file, as JSON: a date is its text. */
export type Toml = string | number | boolean | readonly Toml[] | TomlTable;

/** A table of TOML. */
export interface TomlTable {
  readonly [key: string]: Toml;
}

/** True for a table. */
export const isTable = (value: Toml | undefined): value is TomlTable =>
  typeof value === 'object' && !Array.isArray(value);

/** A key as TOML writes it: bare where it can be, else in single quotes. */
const segment = (key: string): string => (/^[\w-]+$/.test(key) ? key : `'${key}'`);

/** What stands in a table and is none itself, by its dotted key: `target.'cfg(unix)'.rustflags`. */
export function leaves(value: Toml, path = ''): [key: string, value: Toml][] {
  if (!isTable(value)) return [[path, value]];
  const below = path === '' ? '' : `${path}.`;
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${below}${segment(key)}`));
}

/** Parses TOML. Throws InputError (exit 2) naming the file, the line and the column. */
export function parseToml(text: string, file: string): TomlTable {
  try {
    // Dates become their text, and numbers beyond 2^53 are of no use to cargo.
    return JSON.parse(JSON.stringify(parse(text))) as TomlTable;
  } catch (cause) {
    const [first = ''] = (cause as Error).message.split('\n');
    const { line, column } = cause as { line?: number; column?: number };
    const at = line === undefined ? '' : `:${line}:${column ?? 1}`;
    throw new InputError(`${file}${at}: ${first.replace('Invalid TOML document: ', 'not TOML: ')}`, {
      cause,
    });
  }
}
