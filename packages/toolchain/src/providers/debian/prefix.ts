import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonText } from '@wasmgate/contracts/json-file';
import { sha256 } from '@wasmgate/contracts/sha256';
import type { AptPackage } from './apt-recipe.ts';
import { PREFIX_FILE, type PrefixManifest } from '../../rust/rust-home.ts';

/** Debian's words for a machine: its architecture, and where its loader and libraries lie. */
export interface DebianMachine {
  readonly architecture: string;
  readonly loader: string;
  readonly libraries: string;
}

/** Machines whose Debian packages can be used from a private prefix, by platform. aarch64 was not tried. */
export const debianMachines: Readonly<Record<string, DebianMachine>> = {
  'x86_64-linux': {
    architecture: 'amd64',
    loader: 'usr/lib64/ld-linux-x86-64.so.2',
    libraries: 'usr/lib/x86_64-linux-gnu',
  },
  'aarch64-linux': {
    architecture: 'arm64',
    loader: 'usr/lib/ld-linux-aarch64.so.1',
    libraries: 'usr/lib/aarch64-linux-gnu',
  },
};

/**
 * A script that runs a program of the prefix with the prefix's own loader and libraries, which the machine's may be
 * too old for. It finds the prefix from its own path, so that the folder can be renamed, and sets no variable, so that
 * what the program starts (`cc`) sees the machine's libraries.
 */
export function wrapperScript(name: string, program: string, { loader, libraries }: DebianMachine): string {
  return `#!/bin/sh
p="\${0%/*}"
p="\${p%/*}"
exec "$p/${loader}" --library-path "$p/${libraries}" --argv0 "$p/bin/${name}" "$p/${program}" "$@"
`;
}

/** Makes unpacked packages a prefix: scripts that run its programs, and the manifest that makes it a finished one. */
export function finishPrefix(
  tree: string,
  machine: DebianMachine,
  suite: string,
  packages: readonly AptPackage[],
): void {
  const programs = { rustc: 'usr/bin/rustc', cargo: 'usr/bin/cargo', 'wasm-ld': 'usr/bin/wasm-ld' };
  for (const [name, program] of Object.entries(programs)) {
    const file = join(tree, 'bin', name);
    writeFileSync(file, wrapperScript(name, program, machine));
    chmodSync(file, 0o755);
  }
  const manifest: PrefixManifest = {
    suite,
    packages: Object.fromEntries(
      packages.map(({ name, version }) => [name, version] as const).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    ),
  };
  writeFileSync(join(tree, PREFIX_FILE), jsonText(manifest));
}

/** Name of a prefix's folder: suite, machine, version, and a hash over all packages. */
export function prefixName(platform: string, suite: string, packages: readonly AptPackage[]): string {
  const lines = packages.map(({ name, version }) => `${name}=${version}`).toSorted();
  const digest = sha256(lines.join('\n')).slice(0, 10);
  const rustc = packages.find(({ name }) => name === 'rustc')?.version ?? 'unknown';
  return `debian-${suite}-${platform}-${rustc.replaceAll(/[^\w.+-]/g, '_')}-${digest}`;
}
