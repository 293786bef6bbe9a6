import { parseCargoMetadata, type CargoMetadata } from './cargo-metadata.ts';
import { runCargo, type Cargo } from './cargo.ts';

/** The packages of a crate's workspace. Their dependencies are not resolved, so that nothing is fetched for other members. */
export async function readMetadata(cargo: Cargo): Promise<CargoMetadata> {
  const args = ['metadata', '--no-deps', '--format-version=1', `--manifest-path=${cargo.manifest}`];
  return parseCargoMetadata(await runCargo(cargo, args));
}
