import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkModule, checksTable } from '../src/check-modules.ts';

const file = join(import.meta.dirname, '../../node_modules/web-tree-sitter/web-tree-sitter.wasm');

it('checks a module as a user does, and makes a row of it', async () => {
  const check = await checkModule(file);
  expect(check.report).toMatchObject({ artifact: 'web-tree-sitter.wasm', kind: 'module', verdict: 'pass' });
  const [head, line, row] = checksTable([{ language: 'C|C++', ...check }]).split('\n');
  expect([head, line]).toEqual([
    '| module | language | bytes | whose code | start | time of check |',
    '| --- | --- | ---: | --- | --- | ---: |',
  ]);
  expect(row).toMatch(
    /^\| web-tree-sitter\.wasm \| C\\\|C\+\+ \| [\d,]+ B \| no names \| .+ \| [\d.]+ s \|$/,
  );
});
