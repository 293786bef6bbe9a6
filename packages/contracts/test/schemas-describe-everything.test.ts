import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = join(import.meta.dirname, '../../../schemas');
const files = readdirSync(folder);

function undescribed(node: unknown, path: string): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const found: string[] = [];
  for (const [key, value] of Object.entries(node as Record<string, unknown>)) {
    found.push(...undescribed(value, `${path}/${key}`));
    if (key !== 'properties') continue;
    for (const [name, property] of Object.entries(value as Record<string, Record<string, unknown>>)) {
      if (!('description' in property) && !('$ref' in property)) found.push(`${path}/properties/${name}`);
    }
  }
  return found;
}

test.each(files)('%s describes every property and names its draft', (file) => {
  const schema = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>;
  expect(schema['$schema']).toBe('https://json-schema.org/draft/2020-12/schema');
  expect(schema['$id']).toBe(`https://wasmgate.dev/schemas/${file}`);
  expect(undescribed(schema, file)).toEqual([]);
});
