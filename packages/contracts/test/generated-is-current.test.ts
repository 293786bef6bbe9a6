import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generate } from '../scripts/generate.ts';

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
