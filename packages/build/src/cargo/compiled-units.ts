import { dirname, relative, sep } from 'node:path';
import type { BuildJson } from '@wasmgate/contracts/build';
import type { CargoArtifact } from './cargo-messages.ts';

/** One compiled unit, as in build.json. */
export type Unit = NonNullable<BuildJson['units']>[number];

interface UnitPlaces {
  /** cargo's target folder. */
  readonly targetDir: string;
  /** Target triple of the build. */
  readonly triple: string;
  /** cargo's workspace root, as cargo writes it. */
  readonly workspaceRoot: string;
}

/**
 * The units that cargo compiled or found fresh, in a fixed order and without any path of this machine. cargo's messages
 * name no triple: what lies wholly under `<target>/<triple>/` is wasm, all else (build scripts, proc-macros and what
 * they use) is of the host.
 */
export function compiledUnits(artifacts: readonly CargoArtifact[], places: UnitPlaces): Unit[] {
  const units = artifacts.map((artifact) => unitOf(artifact, places));
  const keyed = new Map(units.map((unit) => [JSON.stringify(unit), unit]));
  return [...keyed].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, unit]) => unit);
}

function unitOf(artifact: CargoArtifact, { targetDir, triple, workspaceRoot }: UnitPlaces): Unit {
  const wasmDir = `${targetDir}${sep}${triple}${sep}`;
  const { url, name, version } = parsePackageId(artifact.package_id);
  return {
    package: `${anonymousUrl(url, artifact.manifest_path, workspaceRoot)}#${name}@${version}`,
    name,
    version,
    target: artifact.target.name,
    kind: [...artifact.target.kind],
    side: artifact.filenames.every((file) => file.startsWith(wasmDir)) ? 'wasm' : 'host',
    features: artifact.features.toSorted(),
    opt_level: artifact.profile.opt_level,
  };
}

/** Takes a package id apart (The Cargo Book, "Package ID specifications"): `<url>#<name>@<version>` or `<url>#<version>`. */
export function parsePackageId(id: string): { url: string; name: string; version: string } {
  const hash = id.lastIndexOf('#');
  const url = hash === -1 ? id : id.slice(0, hash);
  const fragment = hash === -1 ? '' : id.slice(hash + 1);
  const at = fragment.lastIndexOf('@');
  if (at !== -1) return { url, name: fragment.slice(0, at), version: fragment.slice(at + 1) };
  const folder = url.split(/[?#]/)[0]?.split('/').at(-1) ?? '';
  return {
    url,
    name: folder === '' ? 'unknown' : decodeURIComponent(folder),
    version: fragment || 'unknown',
  };
}

function anonymousUrl(url: string, manifest: string, workspaceRoot: string): string {
  if (!url.startsWith('path+file:')) return url;
  const inside = relative(workspaceRoot, dirname(manifest)).split(sep).join('/');
  return `path+file:///workspace${inside === '' ? '' : `/${inside}`}`;
}
