import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { EnvironmentError } from '@wasmgate/contracts/errors';
import type { CargoMessages, CargoArtifact, CargoBuildScript } from '../cargo/cargo-messages.ts';
import { parsePackageId } from '../cargo/compiled-units.ts';
import { parseBuildScriptOutput } from './build-script-output.ts';
import { DepInfoFinder } from './dep-info.ts';
import { realPath, type FilePlace } from './keyed-files.ts';
import { isCargosVariable, isScriptsVariable } from './cargos-variables.ts';
import { nativeObjects } from './native-objects.ts';

/** Something that a build read and that does not key it. `by` is who read it. */
export type UnkeyedInput =
  /** `input` is what to add to turbo's inputs; null above the repository. */
  | { readonly kind: 'file'; readonly name: string; readonly input: string | null; readonly by: string }
  | { readonly kind: 'variable'; readonly name: string; readonly by: string }
  /** A build script that says on nothing that it depends, and so depends on its whole package. */
  | { readonly kind: 'script'; readonly name: string; readonly by: string }
  /** What a C compiler made and the linker took. */
  | { readonly kind: 'objects'; readonly name: string; readonly by: string };

/** How a crate was built: what is needed to tell what it was made of. */
export interface BuiltUnits {
  readonly messages: CargoMessages;
  /** cargo's target folder. */
  readonly targetDir: string;
  readonly triple: string;
  readonly workspaceRoot: string;
  readonly cargoHome: string;
  readonly sysroot: string;
}

/** What keys the build. */
export interface BuildKeys {
  readonly place: (path: string) => FilePlace;
  /** Files that key the task settings, which writes down what counts of them. */
  readonly sliced: (path: string) => FilePlace;
  /** Variables beside cargo's own: of a keyed family, declared in wasmgate.json, or set in cargo's configuration. */
  readonly hasVariable: (name: string) => boolean;
  /** Whether wasmgate.json names the C compiler. */
  readonly hasCCompiler: boolean;
}

/**
 * Everything that the crate's own units and build scripts read and that does not key the build, and the native objects that any
 * unit for WebAssembly links. A package in cargo's own folders is fixed by Cargo.lock, the sysroot by the toolchain; what is in
 * cargo's target folder was made by a build script, which is looked at itself. Throws EnvironmentError when cargo left no trace.
 */
export function unkeyedInputs(built: BuiltUnits, keys: BuildKeys): UnkeyedInput[] {
  const { artifacts, scripts } = built.messages;
  const isFixed = fixedFolders(built);
  const depInfo = new DepInfoFinder(built.targetDir);
  const manifests = new Map(artifacts.map((one) => [one.package_id, one.manifest_path]));
  const found = [
    ...artifacts
      .filter((one) => !isFixed(one.manifest_path))
      .flatMap((one) => unitInputs(one, built, keys, { isFixed, depInfo, scripts })),
    ...scripts.flatMap((one) => {
      const manifest = manifests.get(one.package_id);
      if (manifest === undefined) return [];
      const folder = dirname(manifest);
      return [
        ...(isFixed(manifest) ? [] : scriptInputs(one, folder, keys, isFixed)),
        ...objectInputs(one, folder, built, keys, isFixed),
      ];
    }),
  ];
  return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()];
}

/** Stands for what a folder may come to hold, at any depth. */
const ANY_FILE = 'any/file';

type IsFixed = (path: string) => boolean;

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function fixedFolders({ cargoHome, sysroot }: BuiltUnits): IsFixed {
  const folders = [join(cargoHome, 'registry'), join(cargoHome, 'git'), join(sysroot, 'lib')].map(realPath);
  return (path) => {
    const real = realPath(path);
    return folders.some((folder) => isInside(folder, real));
  };
}

const packageName = (id: string): string => parsePackageId(id).name;

function fileInput(path: string, by: string, { place }: BuildKeys): UnkeyedInput[] {
  const found = place(path);
  return found.keyed ? [] : [{ kind: 'file', name: found.name, input: found.input, by }];
}

function unitInputs(
  artifact: CargoArtifact,
  { targetDir, workspaceRoot }: BuiltUnits,
  keys: BuildKeys,
  {
    isFixed,
    depInfo,
    scripts,
  }: { isFixed: IsFixed; depInfo: DepInfoFinder; scripts: readonly CargoBuildScript[] },
): UnkeyedInput[] {
  const { package_id: id, manifest_path: manifest, target } = artifact;
  const by = target.kind.includes('custom-build')
    ? `the build script of ${packageName(id)}`
    : packageName(id);
  // cargo starts rustc in the workspace's root, or in the package when that lies elsewhere.
  const folder = isInside(realPath(workspaceRoot), realPath(manifest)) ? workspaceRoot : dirname(manifest);
  const made = realPath(targetDir);
  // What a member takes of the root's manifest may stand in the slice of the settings.
  const rootManifest = [join(workspaceRoot, 'Cargo.toml')].filter((path) => !keys.sliced(path).keyed);
  const infos = depInfo.find(artifact);
  const sources = infos.flatMap((info) => info.sources).map((source) => resolve(folder, source));
  const setByScript = new Set(
    scripts.filter((one) => one.package_id === id).flatMap(({ env }) => env.map(([name]) => name)),
  );
  return [
    ...[manifest, ...rootManifest, ...sources]
      .filter((path) => !isFixed(path) && !isInside(made, realPath(path)))
      .flatMap((path) => fileInput(path, by, keys)),
    ...infos
      .flatMap((info) => info.variables)
      .filter((name) => !isCargosVariable(name) && !setByScript.has(name) && !keys.hasVariable(name))
      .map((name): UnkeyedInput => ({ kind: 'variable', name, by })),
  ];
}

function readOutput({ package_id: id, out_dir: outDir }: CargoBuildScript) {
  const file = join(dirname(outDir), 'output');
  if (existsSync(file)) return parseBuildScriptOutput(readFileSync(file, 'utf8'));
  throw new EnvironmentError(
    `cargo left no output of the build script of ${packageName(id)}: on what it depends is not known`,
    {
      fix: 'npx wasmgate doctor says which cargo this is',
    },
  );
}

function scriptInputs(
  script: CargoBuildScript,
  folder: string,
  keys: BuildKeys,
  isFixed: IsFixed,
): UnkeyedInput[] {
  const { files, variables } = readOutput(script);
  const name = packageName(script.package_id);
  const by = `the build script of ${name}`;
  if (files.length === 0 && variables.length === 0) {
    // Without a word it depends on its whole package, which may be keyed: a vendored one, or one in src/.
    const whole = folderInputs(folder, by, keys, isFixed);
    return whole.length === 0 ? [] : [{ kind: 'script', name, by }];
  }
  return [
    ...files.flatMap((file) => folderInputs(resolve(folder, file), by, keys, isFixed)),
    ...variables
      .filter((variable) => !isScriptsVariable(variable) && !keys.hasVariable(variable))
      .map((variable): UnkeyedInput => ({ kind: 'variable', name: variable, by })),
  ];
}

/** Of a folder all that is in it counts, and all that could be put there; of a file the file. */
function folderInputs(
  path: string,
  by: string,
  keys: BuildKeys,
  isFixed: IsFixed,
  seen = new Set<string>(),
): UnkeyedInput[] {
  const real = realPath(path);
  if (isFixed(path) || seen.has(real)) return [];
  seen.add(real);
  let entries: readonly string[];
  try {
    entries = readdirSync(path);
  } catch {
    return fileInput(path, by, keys);
  }
  const any = keys.place(join(path, ANY_FILE));
  if (any.keyed) return entries.flatMap((entry) => folderInputs(join(path, entry), by, keys, isFixed, seen));
  const input = any.input?.slice(0, -ANY_FILE.length).concat('**') ?? null;
  return [{ kind: 'file', name: any.name.slice(0, -ANY_FILE.length) || './', input, by }];
}

function objectInputs(
  script: CargoBuildScript,
  folder: string,
  { targetDir, triple }: BuiltUnits,
  keys: BuildKeys,
  isFixed: IsFixed,
): UnkeyedInput[] {
  // What links into build scripts and proc-macros stays on this machine.
  if (!script.out_dir.startsWith(join(targetDir, triple) + sep)) return [];
  const by = packageName(script.package_id);
  return nativeObjects(script, readOutput(script).objects, folder)
    .filter(({ file }) => !isFixed(file))
    .flatMap(({ file, copyOf }): UnkeyedInput[] => {
      if (copyOf !== null) return isFixed(copyOf) ? [] : fileInput(copyOf, by, keys);
      if (!isInside(script.out_dir, file)) return fileInput(file, by, keys);
      return keys.hasCCompiler ? [] : [{ kind: 'objects', name: relative(script.out_dir, file), by }];
    });
}
