import { sha256 } from '@wasmgate/contracts/sha256';
import { isTable, parseToml, type Toml, type TomlTable } from '../cargo-config/toml-table.ts';

/** The part of a Cargo.lock that a package reaches. */
export interface LockClosure {
  /** `name version` of each package, in order. */
  readonly packages: readonly string[];
  /** Hash of what fixes them: source, checksum and dependencies of each. */
  readonly sha256: string;
}

interface LockedPackage {
  /** `name version (source)`, as the lock file itself writes it when it must be unambiguous. */
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly source: string;
  readonly checksum: string;
  readonly dependencies: readonly string[];
}

const textOf = (value: Toml | undefined): string => (typeof value === 'string' ? value : '');

function readPackages(lock: TomlTable): LockedPackage[] {
  const packages = Array.isArray(lock['package']) ? (lock['package'] as readonly Toml[]).filter(isTable) : [];
  return packages.map((one) => {
    const [name, version, source] = [textOf(one['name']), textOf(one['version']), textOf(one['source'])];
    const dependencies = Array.isArray(one['dependencies']) ? (one['dependencies'] as readonly Toml[]) : [];
    return {
      id: `${name} ${version} (${source})`,
      name,
      version,
      source,
      checksum: textOf(one['checksum']),
      dependencies: dependencies.map(textOf),
    };
  });
}

/** The lock file shortens what it depends on to a name, or to a name and a version, where that is unambiguous. */
function dependencyFinder(packages: readonly LockedPackage[]): (said: string) => LockedPackage[] {
  const byName = new Map<string, LockedPackage[]>();
  for (const one of packages) byName.set(one.name, [...(byName.get(one.name) ?? []), one]);
  return (said) => {
    const [name = '', version, source] = said.split(' ');
    return (byName.get(name) ?? []).filter(
      (one) =>
        (version === undefined || one.version === version) &&
        (source === undefined || one.source.startsWith(source.replaceAll(/[()]/g, ''))),
    );
  };
}

/**
 * What Cargo.lock fixes for one package: all that it depends on, through whatever features and targets. An edit that concerns
 * other packages alone changes nothing of it. A package that the lock file does not name (and null) gets the whole file: cargo
 * will say what is wrong. Throws InputError (exit 2) when it is not TOML.
 */
export function lockClosure(lockText: string, packageName: string | null, version?: string): LockClosure {
  const lock = parseToml(lockText, 'Cargo.lock');
  const packages = readPackages(lock);
  const find = dependencyFinder(packages);
  const roots = packages.filter(
    (one) => one.name === packageName && (version === undefined || one.version === version),
  );
  const reached = new Set(roots.length === 0 ? packages : roots);
  // A set is walked in the order of insertion, what is added on the way included.
  for (const one of reached)
    for (const said of one.dependencies) for (const next of find(said)) reached.add(next);
  const canonical = [...reached]
    .map(({ id, name, version: of, checksum, dependencies }) => ({
      id,
      label: `${name} ${of}`,
      checksum,
      dependencies: dependencies.flatMap((said) => find(said).map((next) => next.id)).toSorted(),
    }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  // The oldest lock files keep their checksums in a table of their own.
  const fixed = { packages: canonical, metadata: lock['metadata'] ?? null };
  return {
    packages: canonical.map(({ label }) => label),
    sha256: sha256(JSON.stringify(fixed)),
  };
}

/** The name of the package whose Cargo.toml this is; null for a workspace without one. */
export function packageNameIn(manifest: TomlTable): string | null {
  const own = manifest['package'];
  return isTable(own) && typeof own['name'] === 'string' ? own['name'] : null;
}
