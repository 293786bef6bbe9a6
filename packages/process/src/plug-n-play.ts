import { existsSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { EnvironmentError } from '@wasmgate/contracts/errors';

/** What Yarn's Plug'n'Play says of packages: see yarnpkg.com/advanced/pnpapi. */
interface PnpApi {
  /** Throws for a package that is no dependency of the one that the issuer lies in. */
  readonly resolveToUnqualified: (request: string, issuer: string) => string | null;
  readonly resolveVirtual?: (path: string) => string | null;
}

/** Plug'n'Play gives Node's module `module` a function of its own; elsewhere there is none. */
const apiOf = (path: string): PnpApi | null =>
  (Module as { findPnpApi?: (path: string) => PnpApi | null }).findPnpApi?.(path) ?? null;

/**
 * The folder of a package that a folder, or one above it, depends on under Yarn's Plug'n'Play, where there is no node_modules; null
 * elsewhere, and where nothing depends on it. Throws EnvironmentError (exit 3) for one that lies in an archive, where only processes
 * that Yarn started can read it.
 */
export function pnpFolder(name: string, from: string): string | null {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const found = dependencyOf(folder, name);
    if (found !== null) return found;
    if (folder === dirname(folder)) return null;
  }
}

function dependencyOf(folder: string, name: string): string | null {
  const api = apiOf(folder);
  if (api === null) return null;
  let found: string | null;
  try {
    found = api.resolveToUnqualified(name, `${folder}/`);
  } catch {
    return null;
  }
  if (found === null) return null;
  if (/\.zip(?:[/\\]|$)/.test(found)) {
    throw new EnvironmentError(
      `the npm package ${name} lies in an archive of Yarn, where nothing can run it`,
      {
        fix: `in the package.json of the repository: "dependenciesMeta": { "${name}": { "unplugged": true } }; then yarn install`,
      },
    );
  }
  return api.resolveVirtual?.(found) ?? found;
}

/**
 * What a process of ours that is given no environment needs to find packages as this one does: under Plug'n'Play Node is told by the
 * environment else. Nothing elsewhere.
 */
export function pnpArguments(): string[] {
  if (process.versions['pnp'] === undefined) return [];
  const file = createRequire(import.meta.url).resolve('pnpapi');
  const loader = join(dirname(file), '.pnp.loader.mjs');
  return [
    '--require',
    file,
    ...(existsSync(loader) ? ['--experimental-loader', pathToFileURL(loader).href] : []),
  ];
}
