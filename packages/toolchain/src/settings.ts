import { isAbsolute, join } from 'node:path';
import { InputError } from '@wasmgate/contracts/errors';
import { homeFolder } from './machine/machine.ts';

/** What the variables WASMGATE_* say about tools. */
export interface Settings {
  /** WASMGATE_TOOLCHAIN=locked: answer with toolchain.lock.json, and build with nothing else. */
  readonly locked: boolean;
  /** The variable by which nothing is downloaded, ever: WASMGATE_INSTALL=never, or WASMGATE_TOOLCHAIN=locked. Null: none does. */
  readonly neverInstall: string | null;
  /** WASMGATE_CACHE, absolute: where tools are installed. */
  readonly cacheDir: string;
  /** WASMGATE_RUSTC: this rustc and no other. */
  readonly rustc: string | null;
  /** WASMGATE_CARGO: the cargo that goes with it; without it the one beside that rustc. */
  readonly cargo: string | null;
  /** WASMGATE_WASMTIME: this command line and no other. */
  readonly wasmtime: string | null;
  /** WASMGATE_LIBWASMTIME: this library and no other. */
  readonly libwasmtime: string | null;
  /** WASMGATE_HOST_CLASS: name of the machine class. */
  readonly hostClass: string | null;
  /** WASMGATE_DEBIAN_MIRROR: where Debian packages come from, instead of what apt's own sources name. */
  readonly debianMirror: string | null;
}

type Env = Readonly<Record<string, string | undefined>>;

function choice(env: Env, name: string, allowed: readonly string[]): string | null {
  const value = env[name];
  if (value === undefined || value === '') return null;
  if (allowed.includes(value)) return value;
  throw new InputError(`${name}: expected ${allowed.join(' or ')}, found ${JSON.stringify(value)}`, {
    fix: `unset ${name}, or set it to ${allowed.join(' or ')}`,
  });
}

function path(env: Env, name: string): string | null {
  const value = env[name];
  if (value === undefined || value === '') return null;
  // Tasks run in different folders: a relative path would mean something else in each.
  if (isAbsolute(value)) return value;
  throw new InputError(`${name}: expected an absolute path, found ${JSON.stringify(value)}`);
}

/** Reads the variables WASMGATE_* that steer tools. Throws InputError (exit 2) naming the variable. */
export function readSettings(env: Env): Settings {
  const xdg = env['XDG_CACHE_HOME'];
  // The XDG base directory specification: a relative path there is to be ignored.
  const caches = xdg !== undefined && isAbsolute(xdg) ? xdg : join(homeFolder(env), '.cache');
  const mirror = env['WASMGATE_DEBIAN_MIRROR'];
  if (mirror !== undefined && mirror !== '' && !/^[a-z+]+:\/\/?[^\s"[\]]+$/.test(mirror)) {
    throw new InputError(`WASMGATE_DEBIAN_MIRROR: expected an address, found ${JSON.stringify(mirror)}`);
  }
  const never = choice(env, 'WASMGATE_INSTALL', ['never', 'auto']) === 'never';
  const locked = choice(env, 'WASMGATE_TOOLCHAIN', ['locked', 'auto']) === 'locked';
  return {
    locked,
    neverInstall: never ? 'WASMGATE_INSTALL=never' : locked ? 'WASMGATE_TOOLCHAIN=locked' : null,
    cacheDir: path(env, 'WASMGATE_CACHE') ?? join(caches, 'wasmgate'),
    rustc: path(env, 'WASMGATE_RUSTC'),
    cargo: path(env, 'WASMGATE_CARGO'),
    wasmtime: path(env, 'WASMGATE_WASMTIME'),
    libwasmtime: path(env, 'WASMGATE_LIBWASMTIME'),
    hostClass: env['WASMGATE_HOST_CLASS'] || null,
    debianMirror: mirror || null,
  };
}
