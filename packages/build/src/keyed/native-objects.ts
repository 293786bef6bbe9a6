import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { CargoBuildScript } from '../cargo/cargo-messages.ts';

/** An archive or an object file that a build script gave to the linker. */
export interface NativeObject {
  /** Absolute. */
  readonly file: string;
  /** The file of the package that it is a copy of: then no compiler made it. */
  readonly copyOf: string | null;
}

const OBJECT = /\.(?:a|o|obj|lib)$/;

/**
 * The native objects that a build script links: its libraries (`static=foo`) where they lie in its search paths
 * (`native=/folder`), and what it hands over by name. A library that is in none of them comes with the toolchain.
 */
export function nativeObjects(
  { linked_libs: libs, linked_paths: paths }: Pick<CargoBuildScript, 'linked_libs' | 'linked_paths'>,
  named: readonly string[],
  packageDir: string,
): NativeObject[] {
  const folders = paths.map((path) => resolve(packageDir, path.replace(/^\w+=/, '')));
  const libraries = libs.flatMap((lib) => {
    // `kind:modifiers=name:rename`
    const name = lib.replace(/^[^=]*=/, '').replace(/:.*$/, '');
    const files = folders.flatMap((folder) =>
      [`lib${name}.a`, `${name}.lib`, name].map((file) => join(folder, file)),
    );
    return files.find((file) => existsSync(file)) ?? [];
  });
  const objects = named.map((file) => resolve(packageDir, file)).filter((file) => existsSync(file));
  return [...libraries, ...objects].map((file) => ({
    file,
    copyOf: original(file, packageDir),
  }));
}

function original(file: string, packageDir: string): string | null {
  const bytes = readFileSync(file);
  return objectsIn(packageDir).find((path) => path === file || readFileSync(path).equals(bytes)) ?? null;
}

/** Objects that belong to a package; what was built in it does not. */
function objectsIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const { name } = entry;
    if (entry.isFile()) return OBJECT.test(name) ? [join(folder, name)] : [];
    const isOther = name === 'target' || name === 'node_modules' || name.startsWith('.');
    return entry.isDirectory() && !isOther ? objectsIn(join(folder, name)) : [];
  });
}
