import { createRequire } from 'node:module';
import { installedPackage } from './installed-package.ts';

const require = createRequire(import.meta.url);
const componentizer = () =>
  installedPackage('@bytecodealliance/jco-transpile', () =>
    require.resolve('@bytecodealliance/jco-transpile'),
  );
const binaryen = () => installedPackage('binaryen', () => require.resolve('binaryen'));

/** Folder of npm's binaryen, of which wasm-opt is part. Throws EnvironmentError (exit 3) when it is not installed. */
export const binaryenFolder = (): string => binaryen().dir;

/** Version of wasm-opt, such as 132.0.0. */
export const optimizerVersion = (): string => binaryen().version;

/** Name and version of what makes components, such as `jco-transpile 0.15.0`. */
export const componentizerVersion = (): string => `jco-transpile ${componentizer().version}`;
