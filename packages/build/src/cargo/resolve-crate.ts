import { join } from 'node:path';
import type { CargoFacts } from '@wasmgate/contracts/environment';
import { EnvironmentError, InputError } from '@wasmgate/contracts/errors';
import { CARGO_DIR } from '@wasmgate/contracts/layout';
import { cargoFolder, crateManifest, type SubjectConfig } from '@wasmgate/contracts/subject';
import { cargoFacts, crateNeed, lockOf, resolveRust } from '@wasmgate/toolchain';
import type { BuildContext } from '../build-context.ts';
import { expectFacts, expectPromised, type SubjectBuild } from '../build-told.ts';
import { hostTriple } from '../native/host-triple.ts';
import { requirePostlink } from '../stages/run-postlink.ts';
import type { CargoMetadata } from './cargo-metadata.ts';
import type { Cargo } from './cargo.ts';
import { localPackages, type LocalPackage } from './local-packages.ts';
import { readMetadata } from './read-metadata.ts';
import { selectCrate, type SelectedCrate } from './select-crate.ts';

/** Configuration of a crate. */
export type CrateConfig = NonNullable<SubjectConfig['crate']>;

/** A crate and what it is made of, before anything is compiled. */
export interface ResolvedCrate {
  readonly cargo: Cargo;
  /** What was read outside the subject. */
  readonly facts: CargoFacts;
  readonly metadata: CargoMetadata;
  readonly selected: SelectedCrate;
  /** Arguments that choose cargo features. */
  readonly selection: readonly string[];
  /** The target triple of this machine; null where no program is built for it. */
  readonly host: string | null;
  /** The local packages that it resolves to, itself among them. */
  readonly packages: readonly LocalPackage[];
}

/** Finds Rust, and asks cargo what a subject's crate resolves to. Throws InputError and EnvironmentError. */
export async function resolveCrate(
  subject: SubjectBuild,
  config: CrateConfig,
  context: BuildContext,
): Promise<ResolvedCrate> {
  const { env } = context.io;
  const { progress, signal } = context;
  const { target: triple, env: declared = [], c_compiler: cCompiler } = config;
  const manifest = crateManifest(subject);
  const rust = await resolveRust(crateNeed(subject, config), { env, dir: subject.dir, progress, signal });
  expectPromised(subject, rust.toolchain);
  if (rust.unhonoured !== null) {
    progress.step(`rust-toolchain.toml pins ${rust.unhonoured}: ${rust.toolchain.rustc} builds instead`);
  }
  const facts = await cargoFacts(subject, { env, signal });
  expectFacts(subject, facts);
  if (cCompiler !== undefined) requireCCompiler(cCompiler, facts.c_compiler);
  const [postlink] = subject.config.postlink ?? [];
  if (postlink !== undefined) {
    requirePostlink(postlink, facts.postlink ?? null, lockOf(subject)?.packages ?? []);
  }
  const dir = cargoFolder(subject);
  const targetDir = subject.trial?.cargoDir ?? join(subject.dir, CARGO_DIR);
  const cargo: Cargo = { rust, dir, manifest, triple, targetDir, declared, cCompiler, context };
  const selection = featureArguments(config);
  const metadata = await readMetadata(cargo);
  const selected = selectCrate(metadata, manifest, config.package);
  const host = (subject.config.native ?? []).length === 0 ? null : await hostTriple(cargo);
  const packages = await localPackages(cargo, {
    packageId: selected.package.id,
    selection,
    triples: host === null ? [triple] : [triple, host],
  });
  return { cargo, facts, metadata, selected, selection, host, packages };
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
