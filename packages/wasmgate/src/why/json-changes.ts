/** One difference between two JSON documents, such as `config.budgets.wasm_size_raw_kb: 40 -> 41`. */
export type JsonChange = string;

/** Where two documents differ, as text, at most `most` of it. */
export function jsonChanges(before: unknown, after: unknown, most = 6): JsonChange[] {
  const all = differences(before, after, '');
  const rest = all.length - most;
  return rest > 0 ? [...all.slice(0, most), `and ${rest} more`] : all;
}

function differences(before: unknown, after: unknown, path: string): JsonChange[] {
  if (isObject(before) && isObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
    return keys.flatMap((key) => differences(before[key], after[key], path === '' ? key : `${path}.${key}`));
  }
  const [was, is] = [shown(before), shown(after)];
  return was === is ? [] : [`${path}: ${was} -> ${is}`];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const shown = (value: unknown): string => {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 160 ? `${text.slice(0, 157)}...` : text;
};
