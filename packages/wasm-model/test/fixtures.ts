import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { componentNew, parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import type { WasmBinary, WasmModule } from '../src/index.ts';
import { mainCoreModule, readWasm } from '../src/index.ts';
import type { Bytes } from './build-wasm.ts';
import { moduleBytes } from './build-wasm.ts';

const require = createRequire(import.meta.url);
const vendor = join(require.resolve('@bytecodealliance/jco-transpile/wasm-tools'), '../../vendor');

/** Real modules that dependencies of this repository ship: Rust through wit-component, with and without memory. */
export const realFiles: Readonly<Record<string, string>> = {
  'wasm-tools.core': join(vendor, 'wasm-tools.core.wasm'),
  'wasm-tools.core2': join(vendor, 'wasm-tools.core2.wasm'),
  'bindgen.core': join(vendor, 'js-component-bindgen-component.core.wasm'),
};

interface Named {
  readonly name: string;
  readonly kind: string;
}

/** The engine under the tests, as an independent reader; TypeScript's es2023 library does not declare it. */
export const engine = (
  globalThis as unknown as {
    WebAssembly: {
      validate(bytes: Uint8Array): boolean;
      Module: (new (bytes: Uint8Array) => object) & {
        imports(module: object): Named[];
        exports(module: object): Named[];
      };
    };
  }
).WebAssembly;

export const readFile = (path: string): Uint8Array => new Uint8Array(readFileSync(path));

/** Assembles text with the real wasm-tools. */
export const assemble = async (wat: string): Promise<Uint8Array> => new Uint8Array(await parse(wat));

export const readText = async (wat: string): Promise<WasmBinary> => readWasm(await assemble(wat));

/** Assembles a core module. */
export async function moduleOf(wat: string): Promise<WasmModule> {
  const binary = await readText(wat);
  const main = mainCoreModule(binary);
  if (main === undefined) throw new Error('no core module in the text');
  return main.module;
}

/** A core module of the given sections. */
export const handMade = (...sections: readonly Bytes[]): WasmModule =>
  readWasm(moduleBytes(...sections)) as WasmModule;

/** A component that componentizing makes of a module without imports. */
export const componentize = async (module: Uint8Array): Promise<Uint8Array> =>
  new Uint8Array(await componentNew(module));

/** A component with two modules, a nested component, imports and exports of several kinds, and names. */
export const COMPONENT_WAT = `
(component $outer
  (import "wasi:io/poll@0.2.0" (instance $poll (export "ready" (func (result bool)))))
  (import "log" (func $log (param "level" u32)))
  (import "code" (core module $imported))
  (type $pair (record (field "a" u32) (field "b" string)))
  (import "pair" (type $named (eq $pair)))
  (import "handle" (type $handle (sub resource)))
  (core module $small (func (export "f") (result i32) i32.const 7))
  (core module $big
    (memory (export "memory") 1)
    (data (i32.const 8) "hello")
    (func (export "run") (result i32) i32.const 1 i32.const 2 i32.add)
    (func (export "other") (result i32) i32.const 3))
  (component $inner
    (core module $deep (func (export "g")))
    (core instance $i (instantiate $deep))
    (func (export "g") (canon lift (core func $i "g"))))
  (core instance $main (instantiate $big))
  (func $run (result u32) (canon lift (core func $main "run")))
  (instance $in (instantiate $inner))
  (export "run" (func $run))
  (export "inner" (instance $in))
  (export "part" (component $inner))
  (export "shape" (type $pair))
)`;
