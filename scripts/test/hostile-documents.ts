import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Schema = Readonly<Record<string, unknown>>;
type Step = string | number;

/** A document with a text in one place of it where its schema allows a string, or as a key. */
export interface HostileDocument {
  /** The place, as `budgets.*.waive`. */
  readonly place: string;
  readonly document: unknown;
}

const schemaDir = join(import.meta.dirname, '../../schemas');
const MAX_DEPTH = 12;

/** Every string that a schema describes, replaced by `text` in turn, in a sample that is valid otherwise; and every free key. */
export function hostileDocuments(name: string, sample: unknown, text: string): HostileDocument[] {
  return [...places(read(name), read(name), [], 0)].map(({ path, isKey }) => ({
    place: path.join('.') + (isKey ? ' (key)' : ''),
    document: withText(sample, isKey ? [...path, text] : path, isKey ? undefined : text),
  }));
}

const read = (name: string): Schema =>
  JSON.parse(readFileSync(join(schemaDir, `${name}.schema.json`), 'utf8')) as Schema;

interface Place {
  readonly path: readonly Step[];
  readonly isKey: boolean;
}

function* places(schema: Schema, root: Schema, path: readonly Step[], depth: number): Generator<Place> {
  if (depth > MAX_DEPTH) return;
  if (typeof schema['$ref'] === 'string') {
    const [file = '', pointer = ''] = schema['$ref'].split('#');
    const base = file === '' ? root : read(file.replace('.schema.json', ''));
    let target: unknown = base;
    for (const step of pointer.split('/').slice(1)) target = (target as Schema)[step];
    yield* places(target as Schema, base, path, depth + 1);
    return;
  }
  const types = [schema['type']].flat();
  if (types.includes('string') || 'enum' in schema || typeof schema['const'] === 'string') {
    yield { path, isKey: false };
  }
  for (const each of ['anyOf', 'oneOf', 'allOf'].flatMap((key) => (schema[key] ?? []) as Schema[])) {
    yield* places(each, root, path, depth + 1);
  }
  for (const [key, each] of Object.entries((schema['properties'] ?? {}) as Record<string, Schema>)) {
    yield* places(each, root, [...path, key], depth + 1);
  }
  if (typeof schema['items'] === 'object')
    yield* places(schema['items'] as Schema, root, [...path, 0], depth + 1);
  if (types.includes('object')) yield { path, isKey: true };
  if (typeof schema['additionalProperties'] === 'object') {
    yield* places(schema['additionalProperties'] as Schema, root, [...path, '*'], depth + 1);
  }
}

/** A copy with `text` at a path, which is made where it is missing; `*` is the first key that there is. Undefined: an empty object. */
function withText(value: unknown, [step, ...rest]: readonly Step[], text: string | undefined): unknown {
  if (step === undefined) return text ?? {};
  if (typeof step === 'number') {
    const items: unknown[] = Array.isArray(value) ? value : [];
    return [withText(items[0], rest, text), ...items.slice(1)];
  }
  const members = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  const key = step === '*' ? (Object.keys(members)[0] ?? 'x') : step;
  return { ...members, [key]: withText((members as Record<string, unknown>)[key], rest, text) };
}
