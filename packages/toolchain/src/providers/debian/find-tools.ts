import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findOnPath } from '@wasmgate/process';
import { thisMachine } from '../../machine/machine.ts';
import type { Settings } from '../../settings.ts';
import type { ToolContext } from '../../tool-context.ts';
import { debianMirror, type AptSources } from './mirror.ts';
import { debianMachines, type DebianMachine } from './prefix.ts';

/** What this machine offers for installing Debian packages in a private prefix. */
export interface DebianTools {
  readonly aptGet: string;
  readonly dpkgDeb: string;
  readonly keyring: string;
  readonly mirror: string;
  readonly machine: DebianMachine;
}

function ownSources(): readonly AptSources[] {
  const folder = '/etc/apt/sources.list.d';
  const parts = existsSync(folder)
    ? readdirSync(folder)
        .toSorted()
        .map((name) => join(folder, name))
    : [];
  return ['/etc/apt/sources.list', ...parts.filter((file) => /\.(?:list|sources)$/.test(file))].flatMap(
    (file) => {
      try {
        return [{ file, text: readFileSync(file, 'utf8') }];
      } catch {
        // A source that we may not read is one that we cannot use.
        return [];
      }
    },
  );
}

/** Finds what is needed for Debian packages in a private prefix, or says in one line what is missing. */
export function findDebianTools(env: ToolContext['env'], settings: Settings): DebianTools | string {
  const { os, platform } = thisMachine();
  if (os !== 'linux') return 'Debian packages are for Linux only';
  const machine = debianMachines[platform];
  if (machine === undefined) return `Debian packages: not offered for ${platform}`;
  const [aptGet, dpkgDeb] = [findOnPath(env, 'apt-get'), findOnPath(env, 'dpkg-deb')];
  if (aptGet === null || dpkgDeb === null) return 'Debian packages: apt-get and dpkg-deb are not on PATH';
  const keyring = ['gpg', 'pgp']
    .map((end) => `/usr/share/keyrings/debian-archive-keyring.${end}`)
    .find(existsSync);
  if (keyring === undefined) {
    return 'Debian packages: the package debian-archive-keyring is not installed, so signatures cannot be verified';
  }
  const mirror = settings.debianMirror ?? debianMirror(ownSources());
  if (mirror === null) {
    return "Debian packages: this machine's apt sources name no mirror of Debian (WASMGATE_DEBIAN_MIRROR can name one)";
  }
  return { aptGet, dpkgDeb, keyring, mirror, machine };
}
