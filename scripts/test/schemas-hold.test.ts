import { join } from 'node:path';
import { expect, test } from 'vitest';
import { jsonDocuments, schemaProblems } from './independent-validation.ts';

const root = join(import.meta.dirname, '../..');

test.each(jsonDocuments(root))('%s is valid against %s', (file, schema) => {
  expect(schemaProblems(join(root, file), schema)).toBeNull();
});
