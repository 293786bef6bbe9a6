import { readFileSync } from 'node:fs';
import type { SubjectConfig } from '@wasmgate/contracts/subject';
import { remapRoots } from '@wasmgate/toolchain';
import { assertNoBuilderPath, type BuilderPath } from '../cargo/builder-paths.ts';
import { cargoBuild } from '../cargo/cargo-build.ts';
import { programFile } from '../cargo/cargo-messages.ts';
import type { Cargo } from '../cargo/cargo.ts';
import { orderRemaps, remapFlag, type Remap } from '../cargo/path-remaps.ts';
import { readRustflags } from '../cargo/read-rustflags.ts';
import type { ResolvedCrate } from '../cargo/resolve-crate.ts';
import type { KeyedBuild } from '../keyed/keyed-build.ts';
import { findPrograms } from './find-programs.ts';
import { hostLinker } from './host-linker.ts';

/** A program that was built for the host. */
export interface BuiltProgram {
  readonly bin: string;
  readonly args: readonly string[];
  readonly bytes: Uint8Array;
}

/** The programs of a crate, and what linked them. */
export interface BuiltNative {
  readonly programs: readonly BuiltProgram[];
  /** Null when there are none. */
  readonly linker: string | null;
}

/** What a subject without programs has. */
export const noNative: BuiltNative = { programs: [], linker: null };

/** How the crate is built for WebAssembly: its programs are built alike. */
export interface NativeCrate extends Pick<
  ResolvedCrate,
  'cargo' | 'metadata' | 'selected' | 'selection' | 'host'
> {
  readonly profile: string;
  readonly workspaceRemaps: readonly Remap[];
  readonly builderPaths: readonly BuilderPath[];
  readonly keyed: KeyedBuild;
}

/**
 * Builds programs of a crate for this machine: the same cargo, lock file, features and profile as for WebAssembly, in a call of
 * its own, so that the units of one are not taken for those of the other. Stripped, and without any path of this machine.
 */
export async function buildNative(
  wanted: NonNullable<SubjectConfig['native']>,
  {
    cargo: wasm,
    selected,
    profile,
    selection,
    workspaceRemaps,
    builderPaths,
    metadata,
    keyed,
    host,
  }: NativeCrate,
): Promise<BuiltNative> {
  if (host === null) return noNative;
  const names = wanted.map(({ bin }) => bin);
  findPrograms(names, selected);
  // What compiles C for WebAssembly does not do it for this machine.
  const cargo: Cargo = { ...wasm, triple: host, cCompiler: undefined };
  const userFlags = await readRustflags(cargo);
  const remaps = orderRemaps([...remapRoots(cargo.rust), ...workspaceRemaps]);
  const messages = await cargoBuild(cargo, {
    profile,
    packageId: selected.package.id,
    targets: names.map((name) => `--bin=${name}`),
    selection,
    rustflags: [...userFlags, ...remaps.map(remapFlag)],
    strip: 'symbols',
  });
  keyed.require(cargo, metadata, messages);
  const { artifacts } = messages;
  const files = names.map((name) => programFile(artifacts, selected.package.id, name));
  const programs = wanted.map(({ bin, args = [] }, index) => {
    const bytes = new Uint8Array(readFileSync(files[index] ?? ''));
    assertNoBuilderPath(`native/${bin}`, bytes, builderPaths);
    return { bin, args, bytes };
  });
  return { programs, linker: await hostLinker(cargo) };
}
