import { readFileSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { BuildJson } from '@wasmgate/contracts/build';
import { EnvironmentError, InputError } from '@wasmgate/contracts/errors';
import { pathInside, type SubjectConfig } from '@wasmgate/contracts/subject';
import {
  cargoFacts,
  lockOf,
  readRustVersion,
  remapRoots,
  resolveRust,
  type ResolvedRust,
} from '@wasmgate/toolchain';
import type { BuildContext } from '../build-context.ts';
import type { BuildFacts } from '@wasmgate/contracts/settings/build';
import { expectFacts, expectPromised, type SubjectBuild } from '../build-told.ts';
import { BUILD_WORK_DIR } from '@wasmgate/contracts/layout';
import type { BuilderPath } from './builder-paths.ts';
import { cargoBuild } from './cargo-build.ts';
import { linkedFile } from './cargo-messages.ts';
import type { Cargo } from './cargo.ts';
import { compiledUnits, type Unit } from './compiled-units.ts';
import { buildNative, type BuiltNative } from '../native/build-native.ts';
import { orderRemaps, recordedFlags, remapFlag, type Remap } from './path-remaps.ts';
import { readMetadata } from './read-metadata.ts';
import { readRustflags } from './read-rustflags.ts';
import { checkSources, selectCrate } from './select-crate.ts';
import { keyedBuild } from '../keyed/keyed-build.ts';
import { knownPackages } from '../report/known-packages.ts';

type CrateConfig = NonNullable<SubjectConfig['crate']>;

/** A crate that was compiled and linked. */
export interface BuiltCrate {
  /** The core module that the linker made, with names. */
  readonly linked: Uint8Array;
  readonly crate: NonNullable<BuildJson['crate']>;
  readonly units: readonly Unit[];
  readonly dependencies: NonNullable<BuildJson['dependencies']>;
  readonly rustflags: readonly string[];
  readonly rust: ResolvedRust;
  /** Folders that must not show in what was built. */
  readonly builderPaths: readonly BuilderPath[];
  /** What was read outside the subject, and of its Cargo.lock. */
  readonly facts: Pick<BuildFacts, 'cargo' | 'lock'>;
  /** Its programs, built for this machine. */
  readonly native: BuiltNative;
}

/** Compiles and links a subject's crate once, with names and without any path of this machine in it. */
export async function buildCrate(
  subject: SubjectBuild,
  config: CrateConfig,
  context: BuildContext,
): Promise<BuiltCrate> {
  const { dir } = subject;
  const manifest = pathInside(dir, config.manifest, 'wasmgate.json: $.crate.manifest');
  const { target: triple, profile } = config;
  const keyed = keyedBuild(subject, context.io.env);
  const rust = await resolveRust(
    { target: triple, rustVersion: readRustVersion(manifest) },
    { env: context.io.env, dir, progress: context.progress, signal: context.signal },
  );
  expectPromised(subject, rust.toolchain);
  const targetDir = join(dir, BUILD_WORK_DIR, 'cargo');
  const { env: declared = [], c_compiler: cCompiler } = config;
  const facts = await cargoFacts(dir, subject.config, { env: context.io.env, signal: context.signal });
  expectFacts(subject, facts);
  if (cCompiler !== undefined) requireCCompiler(cCompiler, facts.c_compiler);
  const cargo: Cargo = { rust, dir, manifest, triple, targetDir, declared, cCompiler, context };
  const selection = featureArguments(config);
  const metadata = await readMetadata(cargo, selection);
  checkSources(metadata, dir);
  const selected = selectCrate(metadata, manifest, config.package);

  const userFlags = await readRustflags(cargo);
  const remaps = orderRemaps([...remapRoots(rust), ...workspaceRemaps(dir)]);
  const paths = builderPaths(dir, rust, context);
  const messages = await cargoBuild(cargo, {
    profile,
    packageId: selected.package.id,
    targets: selected.kind === 'cdylib' ? ['--lib'] : [`--bin=${selected.target}`],
    selection,
    rustflags: [...userFlags, ...remaps.map(remapFlag)],
    // Names are what is inspected, and `none` would leave DWARF in: both are taken out of what ships.
    strip: 'debuginfo',
  });
  keyed.require(cargo, metadata, messages);
  const { artifacts } = messages;
  const file = linkedFile(artifacts, selected.package.id, selected.target);
  const native = await buildNative(subject.config.native ?? [], {
    cargo,
    selected,
    profile,
    selection,
    workspaceRemaps: workspaceRemaps(dir),
    builderPaths: paths,
    keyed,
  });
  const lock = lockOf(subject);
  return {
    linked: new Uint8Array(readFileSync(file)),
    crate: {
      name: selected.package.name,
      version: selected.package.version,
      target: triple,
      profile,
      features: (config.features ?? []).toSorted(),
    },
    units: compiledUnits(artifacts, { targetDir, triple, workspaceRoot: metadata.workspace_root }),
    rustflags: recordedFlags(userFlags, remaps),
    rust,
    builderPaths: paths,
    dependencies: knownPackages(lock, metadata),
    facts: { cargo: facts, lock },
    native,
  };
}

function requireCCompiler(command: string, identity: string | null): void {
  if (identity !== null) return;
  throw new EnvironmentError(
    `wasmgate.json: $.crate.c_compiler: ${command} is not on PATH, or does not say its version`,
    {
      fix: `install it (Debian: apt-get install clang llvm), or name another`,
    },
  );
}

function featureArguments({ features = [], default_features: defaults = true }: CrateConfig): string[] {
  const stray = features.find((feature) => /[\s,]/.test(feature));
  if (stray !== undefined) {
    throw new InputError(`wasmgate.json: $.crate.features: ${JSON.stringify(stray)} is not a feature's name`);
  }
  return [
    ...(features.length > 0 ? [`--features=${features.join(',')}`] : []),
    ...(defaults ? [] : ['--no-default-features']),
  ];
}

function workspaceRemaps(dir: string): Remap[] {
  return [...new Set([realpathSync(dir), dir])].map((from) => ({ from, to: '/workspace' }));
}

function builderPaths(
  dir: string,
  { cargoHome, sysroot }: ResolvedRust,
  { io }: BuildContext,
): BuilderPath[] {
  const home = io.env['HOME'] ?? io.env['USERPROFILE'] ?? homedir();
  return [
    { kind: "the subject's folder", path: dir },
    { kind: "the subject's folder", path: realpathSync(dir) },
    { kind: 'the cargo home', path: cargoHome },
    // A system's sysroot is /usr, and there Debian's own sources lie as well.
    { kind: "the compiler's folder", path: join(sysroot, 'lib') },
    { kind: 'the home folder', path: home },
  ];
}
