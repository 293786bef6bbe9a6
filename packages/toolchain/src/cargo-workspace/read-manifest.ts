import { MAX_CONFIG_BYTES, readRegularFile } from '@wasmgate/contracts/read-file';
import { parseToml, type TomlTable } from '../cargo-config/toml-table.ts';

/** Reads a Cargo.toml. Throws InputError (exit 2) when it cannot be read, or is not TOML. */
export function readManifest(file: string): TomlTable {
  const text = readRegularFile(file, {
    maxBytes: MAX_CONFIG_BYTES,
    fix: 'crate.manifest in wasmgate.json names the Cargo.toml of the crate',
  }).toString('utf8');
  return parseToml(text, file);
}
