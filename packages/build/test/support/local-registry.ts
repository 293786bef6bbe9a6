import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '@wasmgate/contracts/sha256';
import { scratchDir, writeFiles } from './scratch-subject.ts';

/** A cargo home whose crates.io is a folder, and what Cargo.lock says of the two crates in its index. */
export interface LocalRegistry {
  readonly cargoHome: string;
  readonly needed: string;
  /** It stands in the index alone: cargo cannot fetch it. */
  readonly absent: string;
  readonly lock: string;
}

const INDEX = 'registry+https://github.com/rust-lang/crates.io-index';

/** Makes one (The Cargo Book, "Local Registry Sources"). */
export function localRegistry(): LocalRegistry {
  const cargoHome = scratchDir('wasmgate cargo home');
  const registry = join(cargoHome, 'crates');
  writeFiles(join(cargoHome, 'made/digits-1.0.0'), {
    'Cargo.toml': '[package]\nname = "digits"\nversion = "1.0.0"\nedition = "2021"\n',
    'src/lib.rs': 'pub const THREE: usize = 3;\n',
  });
  const archive = join(registry, 'digits-1.0.0.crate');
  writeFiles(registry, { 'digits-1.0.0.crate': '' });
  execFileSync('tar', ['czf', archive, '-C', join(cargoHome, 'made'), 'digits-1.0.0']);
  const sums = { absent: sha256('nothing'), digits: sha256(readFileSync(archive)) };
  const entry = (name: keyof typeof sums) =>
    JSON.stringify({ name, vers: '1.0.0', deps: [], cksum: sums[name], features: {}, yanked: false });
  writeFiles(registry, {
    'index/di/gi/digits': `${entry('digits')}\n`,
    'index/ab/se/absent': `${entry('absent')}\n`,
  });
  writeFiles(cargoHome, {
    'config.toml': `[source.crates-io]\nreplace-with = "here"\n[source.here]\nlocal-registry = ${JSON.stringify(registry)}\n`,
  });
  const locked = (name: keyof typeof sums) =>
    `\n[[package]]\nname = "${name}"\nversion = "1.0.0"\nsource = "${INDEX}"\nchecksum = "${sums[name]}"\n`;
  return { cargoHome, needed: 'digits', absent: 'absent', lock: locked('absent') + locked('digits') };
}
