import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { expect, it } from 'vitest';
import { checkFile, groupOf } from './run-check.ts';

const module = (code: string) =>
  parse(`(module
    (type $t (func))
    (table (export "t") 2 funcref)
    (elem (i32.const 0) $f $g)
    (func $run (export "run") ${code})
    (func $a (@name "a") (call $b))
    (func $b (@name "b") (call $f))
    (func $f (@name "tokio::f"))
    (func $g (@name "tokio::g")))`);

const viaOf = async (code: string, text: string) => {
  const { evidence } = groupOf((await checkFile(await module(code))).report, 'tokio');
  const found = evidence.find((each) => each.text === text);
  return [found?.certain, found?.via];
};

it('a path of direct calls is shown before a shorter one that goes by a table', async () => {
  const code = '(call_indirect (type $t) (i32.const 0)) (call $a)';
  expect(await viaOf(code, 'tokio::f')).toEqual([true, ['export run', 'a', 'b', 'tokio::f']]);
});

it('what the host finds in a table, or is called by type, may be called: that is not certain', async () => {
  expect(await viaOf('(call $a)', 'tokio::g')).toEqual([false, ['(table) tokio::g']]);
  const [certain] = await viaOf('(call_indirect (type $t) (i32.const 0))', 'tokio::f');
  expect(certain).toBe(false);
});
