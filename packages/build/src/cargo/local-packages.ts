import { isAbsolute } from 'node:path';
import { runCargo, type Cargo } from './cargo.ts';

/** A package that lies in a folder of this machine, and in no registry. */
export interface LocalPackage {
  readonly name: string;
  /** Its folder, absolute. */
  readonly dir: string;
}

/** For what a package is built. */
export interface Resolution {
  readonly packageId: string;
  /** Arguments that choose cargo features. */
  readonly selection: readonly string[];
  readonly triples: readonly string[];
}

/**
 * The local packages that a package resolves to for some targets, itself among them; what build scripts and proc-macros need as
 * well, what tests need not. `cargo tree` fetches what this one package needs, as a build does; `cargo metadata` would fetch what
 * all members of the workspace need.
 */
export async function localPackages(
  cargo: Cargo,
  { packageId, selection, triples }: Resolution,
): Promise<readonly LocalPackage[]> {
  const found = new Map<string, LocalPackage>();
  for (const triple of triples) {
    const text = await runCargo(cargo, [
      'tree',
      '--locked',
      `--manifest-path=${cargo.manifest}`,
      `--package=${packageId}`,
      `--target=${triple}`,
      '--edges=normal,build',
      '--prefix=none',
      '--format={p}',
      ...selection,
    ]);
    for (const one of parseTree(text)) found.set(one.dir, one);
  }
  return [...found.values()];
}

/** Lines `name v0.1.0 (proc-macro) (/folder) (*)`; of a registry's packages no folder, of git's an address in its place. */
export function parseTree(text: string): LocalPackage[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [, name, dir] = /^(\S+) v\S+(?: \(proc-macro\))? \((.+?)\)(?: \(\*\))?$/.exec(line) ?? [];
    return name === undefined || dir === undefined || !isAbsolute(dir) ? [] : [{ name, dir }];
  });
}
