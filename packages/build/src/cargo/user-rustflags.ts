import { cfgHolds } from './cfg-expression.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** What cargo's configuration files say about rustc flags: its tables `build` and `target`. */
export interface RustflagsConfig {
  readonly build: unknown;
  readonly target: unknown;
}

/** What stands between the flags in CARGO_ENCODED_RUSTFLAGS. */
export const FLAG_SEPARATOR = '\u001f';

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

function flagsIn(table: unknown): string[] {
  if (typeof table !== 'object' || table === null) return [];
  const { rustflags } = table as { rustflags?: unknown };
  if (typeof rustflags === 'string') return words(rustflags);
  return Array.isArray(rustflags) ? rustflags.filter((flag): flag is string => typeof flag === 'string') : [];
}

const isCfg = (key: string): boolean => /^\s*cfg\s*\(/.test(key);

/** True when a `[target.'cfg(…)'.rustflags]` stands in the configuration, so that the target's cfg must be known. */
export function needsCfg({ target }: RustflagsConfig): boolean {
  return Object.entries(target ?? {}).some(([key, table]) => isCfg(key) && flagsIn(table).length > 0);
}

/**
 * The flags that cargo would give to rustc by itself, of its four sources the first that gives any (The Cargo Book,
 * "build.rustflags"): wasmgate adds its own through CARGO_ENCODED_RUSTFLAGS, which overrides the other three.
 */
export function userRustflags(
  env: Env,
  config: RustflagsConfig,
  triple: string,
  configuration: ReadonlySet<string>,
): string[] {
  const encoded = env['CARGO_ENCODED_RUSTFLAGS'];
  if (encoded !== undefined) return encoded === '' ? [] : encoded.split(FLAG_SEPARATOR);
  if (env['RUSTFLAGS'] !== undefined) return words(env['RUSTFLAGS']);
  const tables = Object.entries(config.target ?? {}) as [string, unknown][];
  const forTarget = [
    ...tables.filter(([key]) => key === triple).flatMap(([, table]) => flagsIn(table)),
    ...words(env[`CARGO_TARGET_${triple.toUpperCase().replaceAll('-', '_')}_RUSTFLAGS`] ?? ''),
    ...tables
      .filter(([key]) => isCfg(key) && cfgHolds(key, configuration))
      .flatMap(([, table]) => flagsIn(table)),
  ];
  if (forTarget.length > 0) return forTarget;
  return [...flagsIn(config.build), ...words(env['CARGO_BUILD_RUSTFLAGS'] ?? '')];
}
