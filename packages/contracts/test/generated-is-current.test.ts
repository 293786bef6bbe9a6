import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generate } from '../scripts/generate.ts';
import { metricsSchema } from '../scripts/metrics-schema.ts';
import { withMetricsTable } from '../scripts/metrics-table.ts';

const folder = join(import.meta.dirname, '../src/generated');

test('what is generated from the schemas is current', async () => {
  const fresh = await generate();
  const committed = new Map(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
  expect([...committed.keys()].toSorted()).toEqual([...fresh.keys()].toSorted());
  for (const [name, text] of fresh)
    expect(committed.get(name), `${name}: npm run generate -w @wasmgate/contracts`).toBe(text);
});

test('the schema of metrics and the table in docs/comparing.md are made from metrics.ts', () => {
  const root = join(import.meta.dirname, '../../..');
  const page = readFileSync(join(root, 'docs/comparing.md'), 'utf8');
  const schema = readFileSync(join(root, 'schemas/metrics.schema.json'), 'utf8');
  expect(schema, 'npm run generate -w @wasmgate/contracts').toBe(metricsSchema());
  expect(page, 'npm run generate -w @wasmgate/contracts').toBe(withMetricsTable(page));
});
