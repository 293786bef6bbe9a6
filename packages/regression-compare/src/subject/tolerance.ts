import type { SubjectConfig } from '@wasmgate/contracts/subject';

/** Defaults of exact metrics, %; the first pattern that fits. Counts may not grow at all: each one is a decision. */
const defaults: readonly (readonly [RegExp, number])[] = [
  [/^wasm_(exports|imports|memory_pages|table_(elements|pages))$/, 0],
  [/^wasm_cwasm_/, 5],
];
const OTHERWISE = 2;

/** How much worse an exact metric may be, %: what `policy` says, else the default. */
export function toleranceOf(name: string, policy: SubjectConfig['policy'] = {}): number {
  const said = Object.hasOwn(policy, name) ? policy[name]?.tolerance : undefined;
  if (said !== undefined) return Number(said.replace('%', ''));
  return defaults.find(([pattern]) => pattern.test(name))?.[1] ?? OTHERWISE;
}
