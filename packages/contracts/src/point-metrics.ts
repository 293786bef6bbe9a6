/** The point before any call of `invoke`: the first instance is there. */
export const FIRST_INSTANCE = 'first_instance';

/** Families of metrics that have one for each point. */
type Family = 'wasm_fuel' | 'wasm_heap_bytes' | 'wasm_heap_allocations';

/**
 * Names of a family's metrics of points, in order: `first_instance` and the exports that are called after it. `process-message` is
 * `wasm_fuel_process_message`, a second call of the same export `…_2`.
 */
export function pointMetrics(family: Family, points: readonly string[]): string[] {
  const taken = new Set<string>();
  return points.map((point) => {
    const name = freeName(taken, `${family}_${metricPart(point)}`);
    taken.add(name);
    return name;
  });
}

/** The export that an invocation calls: `process-message` of `process-message("hi")`. */
export const calledExport = (invocation: string): string => (invocation.split('(')[0] ?? '').trim();

/** `process-message` to `process_message`, `_start` to `start`. */
function metricPart(exportName: string): string {
  const part = exportName
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_');
  return part.replace(/^_+|_+$/g, '') || 'call';
}

function freeName(taken: ReadonlySet<string>, name: string): string {
  if (!taken.has(name)) return name;
  for (let number = 2; ; number++) {
    if (!taken.has(`${name}_${number}`)) return `${name}_${number}`;
  }
}
