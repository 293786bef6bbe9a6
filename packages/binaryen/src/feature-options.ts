import { customSections, readWasm, usedFeatures } from '@wasmgate/wasm-model';

/**
 * What compilers use today without saying so. Never `--all-features`: that lets wasm-opt write encodings which engines refuse.
 */
const common = [
  'mutable-globals',
  'nontrapping-float-to-int',
  'bulk-memory',
  'bulk-memory-opt',
  'sign-ext',
  'reference-types',
  'multivalue',
  'call-indirect-overlong',
];

/**
 * wasm-opt's `--enable-…` for a core module, and for features to allow beside those that it is known to use. Where a module says
 * nothing of what it uses (`target_features`, which wasm-opt reads itself), its code does.
 */
export function featureOptions(bytes: Uint8Array, more: readonly string[] = []): string[] {
  const binary = readWasm(bytes);
  const says = binary.kind !== 'module' || customSections(binary, 'target_features').length > 0;
  const known = says ? [] : [...common, ...usedFeatures(binary)];
  return [...new Set([...known, ...more])].map((name) => `--enable-${name}`);
}
