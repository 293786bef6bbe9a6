import type { BuildJson } from '@wasmgate/contracts/build';
import type { BuildFacts } from '@wasmgate/contracts/settings/build';
import type { CargoPackage } from '../cargo/cargo-metadata.ts';

/** What packages may be called that a crate could be made of: a rule that names none of them was hardly meant so. */
export function knownPackages(
  lock: BuildFacts['lock'],
  packages: readonly CargoPackage[],
): NonNullable<BuildJson['dependencies']> {
  const locked = new Set((lock?.packages ?? []).map((label) => label.split(' ', 1)[0] ?? label));
  const aliases = new Map<string, string>();
  for (const { source, dependencies = [] } of packages) {
    if (source !== null) continue;
    for (const { name, rename } of dependencies) if (rename) aliases.set(rename, name);
  }
  return {
    locked: [...locked].toSorted(),
    aliases: [...aliases]
      .map(([alias, name]) => ({ alias, package: name }))
      .toSorted((a, b) => (a.alias < b.alias ? -1 : 1)),
  };
}
