import { installedPackage } from '@wasmgate/process';

const installed = (name: string) => installedPackage(name, import.meta.dirname);

/** The file of wasm-opt, for Node to run. Throws EnvironmentError (exit 3) when npm's binaryen is not installed. */
export const wasmOptFile = (): string => installed('binaryen').bin('wasm-opt');

/** Version of wasm-opt, such as 132.0.0. */
export const optimizerVersion = (): string => installed('binaryen').version;

/** Name and version of what makes components, such as `jco-transpile 0.15.0`. */
export const componentizerVersion = (): string =>
  `jco-transpile ${installed('@bytecodealliance/jco-transpile').version}`;
