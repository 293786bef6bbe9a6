import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { BuildSettings } from '@wasmgate/contracts/settings/build';
import { crateManifest, type Subject } from '@wasmgate/contracts/subject';
import { isTable, leaves, type Toml, type TomlTable } from '../cargo-config/toml-table.ts';
import { findCargoWorkspace } from './find-cargo-workspace.ts';

/**
 * What the root of a cargo workspace says of members, or of the package that may stand beside it in the same file: that is no
 * business of another member's. What is not listed counts, so that a key of a later cargo is not overlooked.
 */
const OF_OTHERS = [
  /^workspace\.(?:members|default-members|exclude|metadata)(?:\.|$)/,
  /^package\.(?!edition$|resolver$)/,
  /^(?:lib|bin|example|test|bench|dependencies|dev-dependencies|build-dependencies|target|features|lints|badges)(?:\.|$)/,
];

/**
 * What of the Cargo.toml of a cargo workspace has an effect on a subject's crate that is a member of it, by dotted key, in order:
 * profiles, patches, what members inherit, and of `[workspace.dependencies]` the packages that the crate reaches by Cargo.lock
 * (`lock`; without one all). Null for a prebuilt file and where the crate's own manifest is the root, which keys by its content.
 * Spawns nothing. Throws InputError (exit 2) for a manifest that cannot be read.
 */
export function workspaceValues(
  subject: Pick<Subject, 'dir' | 'config'>,
  lock: BuildSettings['lock'],
): BuildSettings['workspace'] {
  if (subject.config.crate === undefined) return null;
  const manifest = crateManifest(subject);
  // cargo will complain.
  if (!existsSync(manifest)) return null;
  const workspace = findCargoWorkspace(manifest);
  if (workspace.dir === dirname(manifest)) return null;
  const reached = lock && new Set(lock.packages.map((label) => label.split(' ', 1)[0]));
  const isReached = (name: string, dependency: Toml) =>
    reached === null || reached.has(packageOf(name, dependency));
  const values = leaves(withDependencies(workspace.manifest, isReached))
    .filter(([key]) => !OF_OTHERS.some((pattern) => pattern.test(key)))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(values);
}

/** The name that a dependency has in Cargo.lock. */
function packageOf(name: string, dependency: Toml): string {
  const renamed = isTable(dependency) ? dependency['package'] : undefined;
  return typeof renamed === 'string' ? renamed : name;
}

function withDependencies(
  manifest: TomlTable,
  counts: (name: string, dependency: Toml) => boolean,
): TomlTable {
  const { workspace } = manifest;
  if (!isTable(workspace) || !isTable(workspace['dependencies'])) return manifest;
  const dependencies = Object.entries(workspace['dependencies']).filter(([name, one]) => counts(name, one));
  const kept: Readonly<Record<string, Toml>> = Object.fromEntries(dependencies);
  return { ...manifest, workspace: { ...workspace, dependencies: kept } };
}
