import { realpathSync } from 'node:fs';
import { InputError } from '@wasmgate/contracts/errors';
import type { CargoMetadata, CargoPackage } from './cargo-metadata.ts';

/** The package to build and the one target of it that becomes the artifact. */
export interface SelectedCrate {
  readonly package: CargoPackage;
  /** Name of the cargo target. */
  readonly target: string;
  readonly kind: 'cdylib' | 'bin';
}

/**
 * Finds what to build: the package that wasmgate.json names, else the manifest's own; of its targets the cdylib, else
 * the only program. Throws InputError (exit 2) that says what there is to choose from.
 */
export function selectCrate(
  metadata: CargoMetadata,
  manifest: string,
  wanted: string | undefined,
): SelectedCrate {
  const own = findPackage(metadata, manifest, wanted);
  const library = own.targets.find(({ kind }) => kind.includes('cdylib'));
  if (library !== undefined) return { package: own, target: library.name, kind: 'cdylib' };
  const programs = own.targets.filter(({ kind }) => kind.includes('bin'));
  const [program] = programs;
  if (program !== undefined && programs.length === 1)
    return { package: own, target: program.name, kind: 'bin' };
  const found =
    programs.length === 0 ? 'neither' : `the programs ${programs.map(({ name }) => name).join(', ')}`;
  throw new InputError(
    `${manifest}: package ${own.name}: expected a cdylib or exactly one program, found ${found}`,
    { fix: 'add to its Cargo.toml:  [lib]  crate-type = ["cdylib"]' },
  );
}

function findPackage(metadata: CargoMetadata, manifest: string, wanted: string | undefined): CargoPackage {
  const local = metadata.packages.filter(({ source }) => source === null);
  if (wanted !== undefined) {
    const named = local.find(({ name }) => name === wanted);
    if (named !== undefined) return named;
    const names = local.map(({ name }) => name).join(', ');
    throw new InputError(`wasmgate.json: $.crate.package: no package ${wanted}; there are: ${names}`);
  }
  const own = local.find(({ manifest_path: path }) => sameFile(path, manifest));
  const [only, second] = metadata.workspace_default_members ?? [];
  const member = second === undefined ? local.find(({ id }) => id === only) : undefined;
  const found = own ?? member;
  if (found !== undefined) return found;
  throw new InputError(`${manifest}: a workspace with several packages: which one is to be built?`, {
    fix: `name it in wasmgate.json: "crate": { "package": … }; there are: ${local.map(({ name }) => name).join(', ')}`,
  });
}

function sameFile(a: string, b: string): boolean {
  return a === b || realpathSync(a) === realpathSync(b);
}
