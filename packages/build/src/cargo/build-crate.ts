import { readFileSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { BuildJson } from '@wasmgate/contracts/build';
import { CARGO_DIR } from '@wasmgate/contracts/layout';
import { isOutside } from '@wasmgate/contracts/outside';
import type { BuildFacts } from '@wasmgate/contracts/settings/build';
import { rootOf } from '@wasmgate/contracts/workspace';
import { lockOf, remapRoots, workspaceValues, type ResolvedRust } from '@wasmgate/toolchain';
import type { BuildContext } from '../build-context.ts';
import type { OutsideFacts, SubjectBuild } from '../build-told.ts';
import { keyedBuild } from '../keyed/keyed-build.ts';
import { buildNative, type BuiltNative } from '../native/build-native.ts';
import type { BuilderPath } from './builder-paths.ts';
import { cargoBuild } from './cargo-build.ts';
import { linkedFile } from './cargo-messages.ts';
import type { CargoMetadata, CargoPackage } from './cargo-metadata.ts';
import { compiledUnits, type Unit } from './compiled-units.ts';
import type { LocalPackage } from './local-packages.ts';
import { orderRemaps, recordedFlags, remapFlag, type Remap } from './path-remaps.ts';
import { readRustflags } from './read-rustflags.ts';
import { knownPackages } from '../report/known-packages.ts';
import { resolveCrate, type CrateConfig } from './resolve-crate.ts';

/** A crate that was compiled and linked. */
export interface BuiltCrate {
  /** The core module that the linker made, with names. */
  readonly linked: Uint8Array;
  /** What cargo calls its file. */
  readonly fileName: string;
  readonly crate: NonNullable<BuildJson['crate']>;
  readonly units: readonly Unit[];
  readonly dependencies: NonNullable<BuildJson['dependencies']>;
  readonly rustflags: readonly string[];
  readonly rust: ResolvedRust;
  /** Folders that must not show in what was built. */
  readonly builderPaths: readonly BuilderPath[];
  /** What was read outside the subject, of the cargo workspace and of Cargo.lock. */
  readonly facts: Pick<BuildFacts, OutsideFacts>;
  /** Its programs, built for this machine. */
  readonly native: BuiltNative;
}

/** Compiles and links a subject's crate once, with names and without any path of this machine in it. */
export async function buildCrate(
  subject: SubjectBuild,
  config: CrateConfig,
  context: BuildContext,
): Promise<BuiltCrate> {
  const { target: triple, profile } = config;
  const keyed = keyedBuild(subject, context.io.env);
  const resolved = await resolveCrate(subject, config, context);
  const { cargo, metadata, selected, selection, packages } = resolved;
  const { rust, targetDir } = cargo;
  keyed.requirePackages(packages);

  const sources = sourceRoot(subject.dir, metadata, packages);
  const own = workspaceRemaps(sources, subject.dir);
  const userFlags = await readRustflags(cargo);
  const remaps = orderRemaps([...remapRoots(rust), ...own, ...trialRemaps(subject, sources)]);
  const paths = builderPaths([subject.dir, sources], rust, context);
  const messages = await cargoBuild(cargo, {
    profile,
    packageId: selected.package.id,
    targets: selected.kind === 'cdylib' ? ['--lib'] : [`--bin=${selected.target}`],
    selection,
    rustflags: [...userFlags, ...remaps.map(remapFlag)],
    settings: subject.trial?.settings ?? [],
    // Names are what is inspected, and `none` would leave DWARF in: both are taken out of what ships.
    strip: 'debuginfo',
  });
  keyed.require(cargo, metadata, messages);
  const { artifacts } = messages;
  const file = linkedFile(artifacts, selected.package.id, selected.target);
  const native = await buildNative(subject.config.native ?? [], {
    ...resolved,
    profile,
    workspaceRemaps: own,
    builderPaths: paths,
    keyed,
  });
  const lock = lockOf(subject);
  const folders = new Set(packages.map((one) => one.dir));
  const isReached = (one: CargoPackage) => folders.has(dirname(one.manifest_path));
  return {
    linked: new Uint8Array(readFileSync(file)),
    fileName: basename(file),
    crate: {
      name: selected.package.name,
      version: selected.package.version,
      target: triple,
      profile,
      features: (config.features ?? []).toSorted(),
    },
    units: compiledUnits(artifacts, { targetDir, triple, workspaceRoot: sources }),
    rustflags: recordedFlags(userFlags, remaps),
    rust,
    builderPaths: paths,
    dependencies: knownPackages(lock, metadata.packages.filter(isReached)),
    facts: { cargo: resolved.facts, workspace: workspaceValues(subject, lock), lock },
    native,
  };
}

/**
 * The folder that all that the crate is made of lies in, which becomes /workspace: cargo's workspace, or the repository when a
 * package lies elsewhere in it.
 */
function sourceRoot(
  dir: string,
  { workspace_root: workspace }: CargoMetadata,
  packages: readonly LocalPackage[],
): string {
  return packages.some((one) => isOutside(workspace, one.dir)) ? rootOf(dir) : workspace;
}

/** What a build script makes lies in the subject, wherever the sources lie. */
function workspaceRemaps(sources: string, dir: string): Remap[] {
  const folders = isOutside(sources, dir) ? [sources, dir] : [sources];
  const spellings = folders.flatMap((folder) => [realpathSync(folder), folder]);
  return [...new Set(spellings)].map((from) => ({ from, to: '/workspace' }));
}

/** What build scripts make in a trial gets the path that it has in the subject's own build: bytes differ by the settings alone. */
function trialRemaps({ dir, trial }: SubjectBuild, sources: string): Remap[] {
  if (trial === undefined) return [];
  const folder = relative(isOutside(sources, dir) ? dir : sources, join(dir, CARGO_DIR));
  const to = `/workspace/${folder.replaceAll(sep, '/')}`;
  return [...new Set([realpathSync(trial.cargoDir), trial.cargoDir])].map((from) => ({ from, to }));
}

function builderPaths(
  [dir, sources]: readonly [dir: string, sources: string],
  { cargoHome, sysroot }: ResolvedRust,
  { io }: BuildContext,
): BuilderPath[] {
  const home = io.env['HOME'] ?? io.env['USERPROFILE'] ?? homedir();
  return [
    { kind: "the subject's folder", path: dir },
    { kind: "the subject's folder", path: realpathSync(dir) },
    { kind: "the sources' folder", path: sources },
    { kind: "the sources' folder", path: realpathSync(sources) },
    { kind: 'the cargo home', path: cargoHome },
    // A system's sysroot is /usr, and there Debian's own sources lie as well.
    { kind: "the compiler's folder", path: join(sysroot, 'lib') },
    { kind: 'the home folder', path: home },
  ];
}
