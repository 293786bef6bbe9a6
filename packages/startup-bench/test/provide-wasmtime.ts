import { resolveWasmtime } from '@wasmgate/toolchain';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Paths of the real wasmtime; an error's text where there is none. */
    wasmtime: { readonly library: string; readonly cli: string | null } | { readonly missing: string };
  }
}

/**
 * Finds (or installs) wasmtime once for all test files. packages/wasmtime must not depend on packages/toolchain, so its
 * tests are told. A machine without wasmtime still runs every other test.
 */
export async function setup(project: TestProject): Promise<void> {
  const context = {
    env: process.env,
    dir: import.meta.dirname,
    progress: { step: () => {}, tick: () => {} },
  };
  try {
    const { libraryPath, cliPath } = await resolveWasmtime(context);
    project.provide('wasmtime', { library: libraryPath, cli: cliPath });
  } catch (error) {
    project.provide('wasmtime', { missing: String(error) });
  }
}
