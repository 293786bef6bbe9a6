import { nearest } from './nearest.ts';
import type { SchemaError } from './validate.ts';

/** A JSON path in the notation of RFC 9535, such as `$.budgets.wasm_size_raw_kb`. */
export function jsonPath(pointer: string, last?: string): string {
  const steps = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return jsonPathOf(last === undefined ? steps : [...steps, last]);
}

/** The same, from the keys from the root. */
export function jsonPathOf(steps: readonly string[]): string {
  return `$${steps.map((s) => (/^\d+$/.test(s) ? `[${s}]` : /^[A-Za-z_]\w*$/.test(s) ? `.${s}` : `[${JSON.stringify(s)}]`)).join('')}`;
}

function at(data: unknown, pointer: string): unknown {
  let value = data;
  for (const step of pointer.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[step.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  return value;
}

/** A value as an error shows it: JSON, cut. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** The keys of which an object must have one, by what each alternative missed. */
function alternatives(errors: readonly SchemaError[], pointer: string): string {
  const keys = errors
    .filter(({ keyword, instancePath }) => keyword === 'required' && instancePath === pointer)
    .map(({ params }) => String(params['missingProperty']));
  return [...new Set(keys)].join(', ') || 'the alternatives';
}

/**
 * Says where a document breaks its schema, what was expected and what stands there.
 * `known` gives the keys that the schema allows at a place, for a did-you-mean.
 */
export function schemaErrorText(
  errors: readonly SchemaError[] | null | undefined,
  data: unknown,
  known: (pointer: string) => readonly string[],
): string {
  const specific =
    errors?.find((e) => e.keyword === 'additionalProperties') ??
    errors?.find((e) => e.keyword === 'oneOf') ??
    errors?.[0];
  if (specific === undefined) return '$: does not fit its schema';
  const { instancePath, keyword, params } = specific;
  const here = jsonPath(instancePath);
  const found = shown(at(data, instancePath));
  switch (keyword) {
    case 'additionalProperties': {
      const key = String(params['additionalProperty']);
      const guess = nearest(key, known(instancePath));
      return `${jsonPath(instancePath, key)}: unknown key${guess === undefined ? '' : `; did you mean "${guess}"?`}`;
    }
    case 'required':
      return `${jsonPath(instancePath, String(params['missingProperty']))}: is missing`;
    case 'oneOf':
      return `${here}: expected exactly one of ${alternatives(errors ?? [], instancePath)}, found ${found}`;
    case 'const':
      return `${here}: expected ${shown(params['allowedValue'])}, found ${found}`;
    case 'enum':
      return `${here}: expected one of ${(params['allowedValues'] as unknown[]).map(shown).join(', ')}, found ${found}`;
    default:
      return `${here}: ${specific.message ?? keyword}, found ${found}`;
  }
}
