import { EnvironmentError } from '@wasmgate/contracts/errors';
import type { ToolchainLockJson } from '@wasmgate/contracts/toolchain-lock';
import { findLock } from '../lock/find-lock.ts';
import { findOnPath, isRunnable } from '@wasmgate/process';
import { installedWheel, installWheel, wheelDamage } from './install-wheel.ts';
import { readSettings, type Settings } from '../settings.ts';
import type { ToolContext } from '../tool-context.ts';
import { wasmtimeMissing } from './wasmtime-missing.ts';
import { cliVersion, libraryVersion } from './wasmtime-version.ts';
import { wheels } from './wheel.ts';

/** Where a part of wasmtime was found. */
export type WasmtimeSource = 'WASMGATE_LIBWASMTIME' | 'WASMGATE_WASMTIME' | 'PATH' | 'wheel';

/** The wasmtime library, and the command line where there is one. */
export interface ResolvedWasmtime {
  /** Version of the library. */
  readonly version: string;
  readonly libraryPath: string;
  /** Null when there is no command line for this machine (musl), or it could not be installed. */
  readonly cliPath: string | null;
  /** Version of the command line; null when there is none. */
  readonly cliVersion: string | null;
  readonly librarySource: WasmtimeSource;
  readonly cliSource: WasmtimeSource | null;
}

/**
 * Finds libwasmtime and the wasmtime command line, or installs them from wheels (unless WASMGATE_INSTALL=never or WASMGATE_TOOLCHAIN=locked): what
 * WASMGATE_LIBWASMTIME and WASMGATE_WASMTIME name; a command line on PATH whose version equals the lock's; the wheels.
 * With warm tools nothing is spawned. Only the library is indispensable: without it, EnvironmentError (exit 3) says how
 * to get it on Linux, macOS and Windows.
 */
export async function resolveWasmtime(context: ToolContext): Promise<ResolvedWasmtime> {
  const settings = readSettings(context.env);
  const { wasmtime } = findLock(context.dir).lock;
  const library = await resolveLibrary(wasmtime, settings, context);
  const cli = await resolveCli(wasmtime, settings, context);
  return {
    version: library.version,
    libraryPath: library.path,
    librarySource: library.source,
    cliPath: cli?.path ?? null,
    cliVersion: cli?.version ?? null,
    cliSource: cli?.source ?? null,
  };
}

/** Version of the library that would be used: the one that is there, else the one that the lock names. Installs nothing. */
export async function findLibraryVersion(context: ToolContext): Promise<string> {
  const { wasmtime } = findLock(context.dir).lock;
  return (await findLibrary(wasmtime, readSettings(context.env)))?.version ?? wasmtime.version;
}

interface Part {
  readonly path: string;
  readonly version: string;
  readonly source: WasmtimeSource;
}

type WasmtimeLock = ToolchainLockJson['wasmtime'];

/** The library that is there, or null: nothing is installed and nothing printed. */
export async function findLibrary(lock: WasmtimeLock, settings: Settings): Promise<Part | null> {
  if (settings.libwasmtime !== null) {
    const version = await libraryVersion(settings.libwasmtime, settings.cacheDir);
    if (settings.locked && version !== lock.version) {
      throw new EnvironmentError(
        `WASMGATE_TOOLCHAIN=locked names wasmtime ${lock.version}, but WASMGATE_LIBWASMTIME is ${version}`,
        { fix: 'unset one of the two' },
      );
    }
    return { path: settings.libwasmtime, version, source: 'WASMGATE_LIBWASMTIME' };
  }
  const path = installedWheel(wheels.library, lock.version, settings);
  return path === null ? null : { path, version: lock.version, source: 'wheel' };
}

/** The command line that is there, or null. */
export async function findCli(
  lock: WasmtimeLock,
  settings: Settings,
  context: ToolContext,
): Promise<Part | null> {
  const { wasmtime, cacheDir } = settings;
  if (wasmtime !== null) {
    const version = isRunnable(wasmtime) ? await cliVersion(wasmtime, context, cacheDir) : null;
    if (version !== null) return { path: wasmtime, version, source: 'WASMGATE_WASMTIME' };
    throw new EnvironmentError(`WASMGATE_WASMTIME: ${wasmtime} is not the wasmtime command line`, {
      fix: 'name the program wasmtime, or unset WASMGATE_WASMTIME',
    });
  }
  const onPath = findOnPath(context.env, 'wasmtime');
  if (onPath !== null && (await cliVersion(onPath, context, cacheDir)) === lock.version) {
    return { path: onPath, version: lock.version, source: 'PATH' };
  }
  const path = installedWheel(wheels.cli, lock.version, settings);
  return path === null ? null : { path, version: lock.version, source: 'wheel' };
}

async function resolveLibrary(lock: WasmtimeLock, settings: Settings, context: ToolContext): Promise<Part> {
  const found = await findLibrary(lock, settings);
  if (found !== null) return found;
  if (settings.neverInstall !== null) {
    const damage = wheelDamage(wheels.library, lock.version, settings);
    const never = `${settings.neverInstall}: nothing was downloaded`;
    throw wasmtimeMissing(lock.version, [...(damage === null ? [] : [damage]), never].join('\n'));
  }
  try {
    const path = await installWheel(wheels.library, lock, settings, context);
    return { path, version: lock.version, source: 'wheel' };
  } catch (cause) {
    context.signal?.throwIfAborted();
    if (cause instanceof EnvironmentError) throw wasmtimeMissing(lock.version, cause.message, cause);
    throw cause;
  }
}

async function resolveCli(
  lock: WasmtimeLock,
  settings: Settings,
  context: ToolContext,
): Promise<Part | null> {
  const found = await findCli(lock, settings, context);
  if (found !== null || settings.neverInstall !== null) return found;
  try {
    const path = await installWheel(wheels.cli, lock, settings, context);
    return { path, version: lock.version, source: 'wheel' };
  } catch (cause) {
    context.signal?.throwIfAborted();
    if (!(cause instanceof EnvironmentError)) throw cause;
    // There is none for musl. The library measures without it.
    context.progress.step(
      `going on without the wasmtime command line: ${cause.message.split('\n')[0] ?? ''}`,
    );
    return null;
  }
}
