import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EnvironmentError } from '@wasmgate/contracts/errors';
import { identify } from '../machine/identity-cache.ts';
import { probeTool } from '../run-tool.ts';
import type { ToolContext } from '../tool-context.ts';

/** libwasmtime weighs about 30 MB; what is far larger is something else. */
const MAX_LIBRARY_BYTES = 512 * 1024 * 1024;

/** Parses `wasmtime --version`, such as `wasmtime 49.0.0 (abc 2026-09-21)`; null for anything else. */
function parseWasmtimeVersion(text: string): string | null {
  return /^wasmtime(?:-cli)? (\d+\.\d+\.\d+\S*)/.exec(text)?.[1] ?? null;
}

/**
 * The version of a libwasmtime: it has no function that tells. The header beside it (as in wasmtime's C API archives)
 * says it, else the text of its own bug report inside the library. Null when neither does.
 */
function readLibraryVersion(library: string): string | null {
  const header = join(dirname(library), '..', 'include', 'wasmtime.h');
  if (existsSync(header)) {
    const said = /#define WASMTIME_VERSION "([^"]+)"/.exec(readFileSync(header, 'utf8'))?.[1];
    if (said !== undefined) return said;
  }
  if (statSync(library).size > MAX_LIBRARY_BYTES) return null;
  return (
    /version: (\d+\.\d+\.\d+)\n\nThis is a bug in Wasmtime/.exec(readFileSync(library, 'latin1'))?.[1] ?? null
  );
}

/** The version of the library at a path, remembered. Throws EnvironmentError (exit 3) when it cannot be told. */
export async function libraryVersion(library: string, cacheDir: string): Promise<string> {
  const version = await identify(cacheDir, 'libwasmtime', [library], async () => readLibraryVersion(library));
  if (version !== null) return version;
  throw new EnvironmentError(`WASMGATE_LIBWASMTIME: ${library} is not there, or is not libwasmtime`, {
    fix: 'name the library of a wasmtime C API archive or of the wheel, or unset WASMGATE_LIBWASMTIME',
  });
}

/** The version of the command line at a path, remembered; null when it does not run or is not wasmtime. */
export async function cliVersion(
  cli: string,
  context: ToolContext,
  cacheDir: string,
): Promise<string | null> {
  return identify(cacheDir, 'wasmtime', [cli], async () =>
    parseWasmtimeVersion((await probeTool(cli, ['--version'], context)).stdout),
  );
}
