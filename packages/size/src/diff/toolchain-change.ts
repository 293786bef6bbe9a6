import { printable } from '@wasmgate/contracts/printable';
import type { Diff } from '@wasmgate/contracts/size';
import { producers } from '@wasmgate/wasm-model';
import type { Names } from '../program/attribution.ts';

/**
 * Whether two modules were made by the same tools, as far as their producers sections say: `processed-by` names rustc,
 * clang and the linker with their versions. wit-bindgen and wit-component are dependencies like others. The optimizer and where
 * std was built do not stand there: the gate compares build.json with baseline.json for that.
 */
export function toolchainChange(old: Names, now: Names): Diff['toolchain'] {
  const [before, after] = [toolsOf(old), toolsOf(now)];
  if (before.length === 0 || after.length === 0) return { status: 'unknown', old: before, new: after };
  const same = before.join('\n') === after.join('\n');
  return { status: same ? 'same' : 'changed', old: before, new: after };
}

function toolsOf({ from, main }: Names): string[] {
  const module = from ?? main?.module;
  if (module === undefined) return [];
  return producers(module)
    .filter(({ field, name }) => field === 'processed-by' && !name.startsWith('wit-'))
    .map(({ name, version }) => printable(`${name} ${version}`.trim(), 120) || '?')
    .slice(0, 50)
    .toSorted();
}
