// The tools' bundles are compiled, so they have no types of their own.

declare module '@wasmgate/build/dist/main.js' {
  /** Runs the tool in this process. */
  export const run: (process: NodeJS.Process, name?: string) => Promise<void>;
}
declare module '@wasmgate/feature-check/dist/main.js' {
  /** Runs the tool in this process. */
  export const run: (process: NodeJS.Process, name?: string) => Promise<void>;
}
declare module '@wasmgate/memory/dist/main.js' {
  /** Runs the tool in this process. */
  export const run: (process: NodeJS.Process, name?: string) => Promise<void>;
}
declare module '@wasmgate/regression-compare/dist/baseline.js' {
  /** Runs the tool in this process. */
  export const run: (process: NodeJS.Process, name?: string) => Promise<void>;
}
declare module '@wasmgate/regression-compare/dist/main.js' {
  /** Runs the tool in this process. */
  export const run: (process: NodeJS.Process, name?: string) => Promise<void>;
}
declare module '@wasmgate/regression-compare/dist/verify.js' {
  /** Runs the tool in this process. */
  export const run: (process: NodeJS.Process, name?: string) => Promise<void>;
}
declare module '@wasmgate/report/dist/main.js' {
  /** Runs the tool in this process. */
  export const run: (process: NodeJS.Process, name?: string) => Promise<void>;
}
declare module '@wasmgate/size/dist/main.js' {
  /** Runs the tool in this process. */
  export const run: (process: NodeJS.Process, name?: string) => Promise<void>;
}
declare module '@wasmgate/startup-bench/dist/main.js' {
  /** Runs the tool in this process. */
  export const run: (process: NodeJS.Process, name?: string) => Promise<void>;
}
