import { EnvironmentError } from '@wasmgate/contracts/errors';

/** cargo's message about one compiled unit (The Cargo Book, "External tools": artifact messages). */
export interface CargoArtifact {
  readonly package_id: string;
  readonly manifest_path: string;
  readonly target: { readonly name: string; readonly kind: readonly string[] };
  readonly profile: { readonly opt_level: string };
  readonly features: readonly string[];
  readonly filenames: readonly string[];
  /** Of a program its file; else null. */
  readonly executable: string | null;
}

/** cargo's message about a build script that ran, now or in an earlier build. */
export interface CargoBuildScript {
  readonly package_id: string;
  /** Such as `static=foo`. */
  readonly linked_libs: readonly string[];
  /** Such as `native=/folder`. */
  readonly linked_paths: readonly string[];
  /** Variables that it sets for its package. */
  readonly env: readonly (readonly [name: string, value: string])[];
  readonly out_dir: string;
}

/** What cargo says about a build. */
export interface CargoMessages {
  readonly artifacts: readonly CargoArtifact[];
  readonly scripts: readonly CargoBuildScript[];
}

/** The messages among the lines that `cargo build --message-format=json…` printed. */
export function parseCargoMessages(stdout: string): CargoMessages {
  const artifacts: CargoArtifact[] = [];
  const scripts: CargoBuildScript[] = [];
  for (const line of stdout.split('\n')) {
    // Build scripts and proc-macros may print to the same stream.
    if (!line.startsWith('{')) continue;
    let message: { reason?: unknown };
    try {
      message = JSON.parse(line) as { reason?: unknown };
    } catch {
      continue;
    }
    if (message.reason === 'compiler-artifact') artifacts.push(message as unknown as CargoArtifact);
    if (message.reason === 'build-script-executed') scripts.push(message as unknown as CargoBuildScript);
  }
  return { artifacts, scripts };
}

/** The program of a package. */
export function programFile(artifacts: readonly CargoArtifact[], packageId: string, bin: string): string {
  const found = artifacts.find(
    ({ package_id: id, target, executable }) =>
      id === packageId && target.name === bin && target.kind.includes('bin') && executable !== null,
  );
  if (typeof found?.executable === 'string') return found.executable;
  throw new EnvironmentError(`cargo named no file for the program ${bin}`, {
    fix: 'npx wasmgate doctor says which cargo this is',
  });
}

/** The one .wasm of a package's target: a dependency may be a cdylib as well, and leave a .wasm of its own. */
export function linkedFile(artifacts: readonly CargoArtifact[], packageId: string, target: string): string {
  const files = artifacts
    .filter((artifact) => artifact.package_id === packageId && artifact.target.name === target)
    .flatMap(({ filenames }) => filenames.filter((file) => file.endsWith('.wasm')));
  const [file] = files;
  if (file !== undefined && files.length === 1) return file;
  throw new EnvironmentError(`cargo named ${files.length} .wasm files for target ${target}, expected one`, {
    fix: 'npx wasmgate doctor says which cargo this is',
  });
}
