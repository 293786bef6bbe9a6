import { parseCargoMessages, type CargoMessages } from './cargo-messages.ts';
import { runCargo, type Cargo } from './cargo.ts';
import { FLAG_SEPARATOR } from './user-rustflags.ts';

/** What of a package is built, and how. */
export interface CargoBuild {
  readonly profile: string;
  readonly packageId: string;
  /** Arguments that choose targets: `--lib`, `--bin=app`. */
  readonly targets: readonly string[];
  /** Arguments that choose cargo features. */
  readonly selection: readonly string[];
  readonly rustflags: readonly string[];
  /** Settings of the profile that go before those of Cargo.toml: `lto = "fat"`. */
  readonly settings?: readonly string[];
  /** Forced, whatever the profile says. */
  readonly strip: 'debuginfo' | 'symbols';
}

/** Builds for `cargo.triple`, and gives what cargo says about it. */
export async function cargoBuild(cargo: Cargo, build: CargoBuild): Promise<CargoMessages> {
  const { profile, packageId, targets, selection, rustflags, settings = [], strip } = build;
  const { triple, cCompiler } = cargo;
  const args = [
    'build',
    '--locked',
    '--message-format=json-render-diagnostics',
    `--manifest-path=${cargo.manifest}`,
    `--profile=${profile}`,
    `--target=${triple}`,
    `--package=${packageId}`,
    ...targets,
    ...selection,
    ...settings.map((setting) => `--config=profile.${profile}.${setting}`),
  ];
  const stdout = await runCargo(cargo, args, {
    CARGO_INCREMENTAL: '0',
    // The crate cc takes this before all that it would find by itself.
    ...(cCompiler === undefined ? {} : { [`CC_${triple.replaceAll('-', '_')}`]: cCompiler }),
    CARGO_ENCODED_RUSTFLAGS: rustflags.join(FLAG_SEPARATOR),
    [`CARGO_PROFILE_${profile.toUpperCase().replaceAll('-', '_')}_STRIP`]: strip,
  });
  return parseCargoMessages(stdout);
}
