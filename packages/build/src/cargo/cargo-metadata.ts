import { EnvironmentError } from '@wasmgate/contracts/errors';

/** A target of a package: a library, a program, a build script. */
export interface CargoTarget {
  readonly name: string;
  readonly kind: readonly string[];
}

/** A package of the dependency graph. */
export interface CargoPackage {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  /** Null for a package by path. */
  readonly source: string | null;
  readonly manifest_path: string;
  readonly rust_version: string | null;
  readonly targets: readonly CargoTarget[];
  readonly dependencies?: readonly CargoDependency[];
}

/** What a Cargo.toml depends on. */
interface CargoDependency {
  /** Of the package. */
  readonly name: string;
  /** What Cargo.toml calls it, when that is another name. */
  readonly rename: string | null;
}

/** What `cargo metadata --format-version 1` says (The Cargo Book, "cargo metadata"). */
export interface CargoMetadata {
  readonly packages: readonly CargoPackage[];
  readonly workspace_root: string;
  readonly workspace_default_members?: readonly string[];
}

/** Parses what `cargo metadata` printed. Throws EnvironmentError when that is not what it is. */
export function parseCargoMetadata(text: string): CargoMetadata {
  try {
    const data = JSON.parse(text) as Partial<CargoMetadata> | null;
    if (Array.isArray(data?.packages) && typeof data.workspace_root === 'string')
      return data as CargoMetadata;
  } catch {
    // Said below.
  }
  throw new EnvironmentError('cargo metadata printed what is not its format', {
    fix: 'npx wasmgate doctor says which cargo this is',
  });
}
