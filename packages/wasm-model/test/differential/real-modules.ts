import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { componentNew } from '@bytecodealliance/jco-transpile/wasm-tools';

/** A real module as a compiler and a linker left it. */
export interface RealModule {
  readonly name: string;
  /** The npm package that ships it, pinned in this package's devDependencies, and the file in it. */
  readonly package: string;
  readonly file: string;
  /** Language and toolchain. */
  readonly producer: string;
  /** Whether its name section names functions. */
  readonly named: boolean;
  /** Made a component by wasm-tools before it is read. */
  readonly componentized?: boolean;
}

/**
 * The modules that the differential tests, the fuzzer and the benchmark read, smallest first. All are installed with the
 * other devDependencies, so no test is skipped for want of one. Left out, with the reason:
 *
 * - AssemblyScript: its compiler ships as JavaScript, and packages made with it ship a few kilobytes, often as base64.
 * - Emscripten's C as in sql.js or FFmpeg: 30 MB of builds for one small module; GPL. web-tree-sitter stands for it.
 * - DuckDB and onnxruntime: over 100 MB each. z3-solver stands for large C++.
 * - Components: packages ship them transpiled to core modules. wasm-tools makes one of a module without imports here.
 */
export const realModules: readonly RealModule[] = [
  {
    name: 'gofmt',
    package: '@wasm-fmt/gofmt',
    file: 'gofmt.wasm',
    producer: 'Go, TinyGo',
    named: true,
  },
  {
    name: 'gofmt-component',
    package: '@wasm-fmt/gofmt',
    file: 'gofmt.wasm',
    producer: 'Go, TinyGo, wasm-tools component new',
    named: true,
    componentized: true,
  },
  {
    name: 'tree-sitter-debug',
    package: 'web-tree-sitter',
    file: 'debug/web-tree-sitter.wasm',
    producer: 'C, Emscripten, a side module with DWARF',
    named: true,
  },
  {
    name: 'wasm-tools',
    package: '@bytecodealliance/jco-transpile',
    file: 'vendor/wasm-tools.core.wasm',
    producer: 'Rust, wit-component and jco',
    named: false,
  },
  {
    name: 'dprint-typescript',
    package: '@dprint/typescript',
    file: 'plugin.wasm',
    producer: 'Rust',
    named: true,
  },
  {
    name: 'canvaskit',
    package: 'canvaskit-wasm',
    file: 'bin/canvaskit.wasm',
    producer: 'C++, Emscripten',
    named: false,
  },
  {
    name: 'canvaskit-profiling',
    package: 'canvaskit-wasm',
    file: 'bin/profiling/canvaskit.wasm',
    producer: 'C++, Emscripten',
    named: true,
  },
  {
    name: 'esbuild',
    package: 'esbuild-wasm',
    file: 'esbuild.wasm',
    producer: 'Go, its own linker',
    named: false,
  },
  {
    name: 'swc',
    package: '@swc/wasm',
    file: 'wasm_bg.wasm',
    producer: 'Rust, wasm-bindgen, wasm-opt',
    named: false,
  },
  {
    name: 'z3',
    package: 'z3-solver',
    file: 'build/z3-built.wasm',
    producer: 'C++, Emscripten with threads',
    named: true,
  },
  {
    name: 'biome',
    package: '@biomejs/wasm-nodejs',
    file: 'biome_wasm_bg.wasm',
    producer: 'Rust, wasm-bindgen',
    named: true,
  },
];

const require = createRequire(import.meta.url);

/** Where a module's file is installed. Throws when its package is not: run `npm install`. */
export function realModulePath({ package: from, file }: RealModule): string {
  // Not require.resolve: packages need not export the file.
  const found = (require.resolve.paths(from) ?? [])
    .map((folder) => join(folder, from, file))
    .find((path) => existsSync(path));
  if (found === undefined) throw new Error(`${from} does not have ${file}: run \`npm install\``);
  return found;
}

/** The bytes to read. */
export async function realModuleBytes(module: RealModule): Promise<Uint8Array> {
  const bytes = new Uint8Array(readFileSync(realModulePath(module)));
  return module.componentized === true ? new Uint8Array(await componentNew(bytes)) : bytes;
}
