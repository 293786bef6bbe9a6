import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';

// Independent of the writers: ajv itself, on the schema files themselves.

const root = join(import.meta.dirname, '../..');
const json = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'));

const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true });
for (const file of readdirSync(join(root, 'schemas'))) {
  ajv.addSchema(json(`schemas/${file}`) as object, file.replace('.schema.json', ''));
}

/** Files and the schema each must fit: what is committed, and every report that a run left in this workspace. */
function documents(): [file: string, schema: string][] {
  const subjects = readdirSync(join(root, 'subjects'));
  return [
    ['baseline.json', 'baseline'],
    ['toolchain.lock.json', 'toolchain-lock'],
    ...subjects.flatMap((subject): [string, string][] => {
      const reports = `subjects/${subject}/target/wasm-bench`;
      const written = existsSync(join(root, reports)) ? readdirSync(join(root, reports)) : [];
      return [
        [`subjects/${subject}/wasmgate.json`, 'wasmgate'],
        ...written
          .filter((file) => file.endsWith('.json') && !file.endsWith('.run.json'))
          .map((file): [string, string] => [`${reports}/${file}`, file.replace('.json', '')]),
      ];
    }),
  ];
}

test.each(documents())('%s is valid against %s', (file, schema) => {
  const validate = ajv.getSchema(schema);
  expect(validate, `no schema ${schema}`).toBeDefined();
  expect(validate?.(json(file)), JSON.stringify(validate?.errors, null, 2)).toBe(true);
});
