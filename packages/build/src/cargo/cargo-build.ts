import { parseCargoMessages, type CargoArtifact } from './cargo-messages.ts';
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
  /** Forced, whatever the profile says. */
  readonly strip: 'debuginfo' | 'symbols';
}

/** Builds for `cargo.triple`, and gives what cargo says that it made. */
export async function cargoBuild(cargo: Cargo, build: CargoBuild): Promise<CargoArtifact[]> {
  const { profile, packageId, targets, selection, rustflags, strip } = build;
  const args = [
    'build',
    '--locked',
    '--message-format=json-render-diagnostics',
    `--manifest-path=${cargo.manifest}`,
    `--profile=${profile}`,
    `--target=${cargo.triple}`,
    `--package=${packageId}`,
    ...targets,
    ...selection,
  ];
  const stdout = await runCargo(cargo, args, {
    CARGO_INCREMENTAL: '0',
    CARGO_ENCODED_RUSTFLAGS: rustflags.join(FLAG_SEPARATOR),
    [`CARGO_PROFILE_${profile.toUpperCase().replaceAll('-', '_')}_STRIP`]: strip,
  });
  return parseCargoMessages(stdout);
}
