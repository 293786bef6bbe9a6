import type { CheckJson } from '@wasmgate/contracts/check';
import type { Described } from './describe-file.ts';
import { knownFeatures } from './known-features.ts';

/** All that wasmtime provides to a core module here. */
const PREVIEW1 = 'wasi_snapshot_preview1';

const forJavaScript = new Set(
  knownFeatures.filter((feature) => feature.isForJavaScript === true).map(({ name }) => name),
);

/**
 * Whether a file is started in V8 where nobody names an engine: a core module whose imports are JavaScript's, and any other that asks
 * for more than WASI when imports are to be stubbed, for V8 has stubs of every kind.
 */
export function startsInV8(
  { kind, imports }: Described,
  features: CheckJson['features'],
  stubImports: boolean,
): boolean {
  if (kind === 'component' || imports.modules.every(({ name }) => name === PREVIEW1)) return false;
  return stubImports || features.some(({ name }) => forJavaScript.has(name));
}
