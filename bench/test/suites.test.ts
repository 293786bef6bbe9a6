import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from '@wasmgate/cli-kit/testing';
import { expect, it, onTestFinished } from 'vitest';
import { runSuites } from '../src/suites/run-suites.ts';
import { suiteCases } from '../src/suites/suite-cases.ts';
import { isRight, suitesTable } from '../src/suites/suites-table.ts';

const SCRIPT = String.raw`
;; a comment (module
(; another (; nested ;) ;)
(module $m binary "\00asm" "\01\00\00\00")
(module (func (export "a\"(b") (result i32) i32.const 1))
(module definition $d (memory 1))
(module instance $i $d)
(module quote "(func)" "(memory 0)")
(register "m" $m)
(assert_return (invoke "a") (i32.const 1))
(assert_malformed (module binary "\00asm" "\02\00\00\00") "unknown binary version")
(assert_malformed (module quote "(func (nop") "unexpected token")
(assert_invalid (module (func (result i32))) "type mismatch")
(component binary "\00asm\0d\00\01\00" "\07\02\01\62")`;

it('the modules of a script are found, with what is expected of them', () => {
  const cases = suiteCases(SCRIPT);
  expect(cases.map(({ expected, source }) => [expected, 'bytes' in source])).toEqual([
    ['valid', true],
    ['valid', false],
    ['valid', false],
    ['valid', false],
    ['malformed', true],
    ['invalid', false],
    ['valid', true],
  ]);
  expect(cases[4]).toMatchObject({ message: 'unknown binary version' });
  expect(cases[2]?.source).toEqual({ text: '(module  $d (memory 1))' });
});

it('a suite is read, and what is not as its scripts demand is counted', async () => {
  const dir = scratchFolder(onTestFinished);
  mkdirSync(join(dir, 'core/sub'), { recursive: true });
  writeFileSync(join(dir, 'core/sub/a.wast'), SCRIPT);
  writeFileSync(join(dir, 'core/b.wast'), '(module (func (unknown)))');
  const run = await runSuites(join(dir, 'core'));
  expect(run.notAssembled.map(({ name }) => name)).toEqual(['b.wast 0']);
  expect(run.results.filter((each) => !isRight(each)).map(({ name, outcome }) => [name, outcome])).toEqual([
    ['a.wast 6', 'refused'],
  ]);
  expect(suitesTable(run)).toContain('| core/sub | 4 of 5 | 1 of 1 | 1 of 1 |  |');
});
