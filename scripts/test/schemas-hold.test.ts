import { join } from 'node:path';
import { expect, test } from 'vitest';
import { jsonDocuments, schemasOf } from './independent-validation.ts';

const root = join(import.meta.dirname, '../..');
const schemaProblems = schemasOf(root);

// What a run left in this folder may be of an earlier version: reports are held against their schemas where they are made.
test.each(jsonDocuments(root).filter(([file]) => !/(^|\/)(target|\.wasmgate)\//.test(file)))(
  '%s is valid against %s',
  (file, schema) => {
    expect(schemaProblems(file, schema)).toBeNull();
  },
);
