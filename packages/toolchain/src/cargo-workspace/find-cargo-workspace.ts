import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isOutside } from '@wasmgate/contracts/outside';
import { isTable, type Toml, type TomlTable } from '../cargo-config/toml-table.ts';
import { readManifest } from './read-manifest.ts';

/** A workspace of cargo. */
export interface CargoWorkspace {
  /** The folder of its root, where Cargo.lock lies; absolute. */
  readonly dir: string;
  /** The Cargo.toml there. */
  readonly manifest: TomlTable;
}

/**
 * The workspace that a package belongs to, found as cargo finds it (The Cargo Book, "Workspaces"): its own manifest's, the one that
 * `package.workspace` names, or the nearest above that does not exclude it; else it is one by itself. Spawns nothing. Throws
 * InputError (exit 2) for a manifest that cannot be read.
 */
export function findCargoWorkspace(manifest: string): CargoWorkspace {
  const dir = dirname(manifest);
  const own = readManifest(manifest);
  const alone = { dir, manifest: own };
  if (isTable(own['workspace'])) return alone;
  const { package: table } = own;
  const named = isTable(table) ? table['workspace'] : undefined;
  if (typeof named === 'string') return rootIn(resolve(dir, named)) ?? alone;
  for (let at = dirname(dir); ; at = dirname(at)) {
    const root = rootIn(at);
    if (root !== null && !excludes(root, dir)) return root;
    if (dirname(at) === at) return alone;
  }
}

function rootIn(dir: string): CargoWorkspace | null {
  const file = join(dir, 'Cargo.toml');
  if (!existsSync(file)) return null;
  const manifest = readManifest(file);
  return isTable(manifest['workspace']) ? { dir, manifest } : null;
}

/** `exclude` names folders with all in them; a folder that `members` names is in all the same. */
function excludes({ dir: root, manifest }: CargoWorkspace, dir: string): boolean {
  const { workspace } = manifest;
  if (!isTable(workspace)) return false;
  const names = (key: string) => texts(workspace[key]).some((path) => !isOutside(resolve(root, path), dir));
  return names('exclude') && !names('members');
}

const texts = (value: Toml | undefined): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
