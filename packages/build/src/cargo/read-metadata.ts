import { parseCargoMetadata, type CargoMetadata } from './cargo-metadata.ts';
import { runCargo, type Cargo } from './cargo.ts';

/** The packages of a crate for `cargo.triple`; `selection` chooses cargo features. */
export async function readMetadata(cargo: Cargo, selection: readonly string[]): Promise<CargoMetadata> {
  const { manifest, triple } = cargo;
  const fixed = ['metadata', '--locked', '--format-version=1', `--manifest-path=${manifest}`];
  return parseCargoMetadata(await runCargo(cargo, [...fixed, `--filter-platform=${triple}`, ...selection]));
}
