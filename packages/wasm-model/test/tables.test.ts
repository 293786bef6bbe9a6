import { describe, expect, it } from 'vitest';
import type { PathStep, WasmModule } from '../src/index.ts';
import { functionLabel, moduleNames, reachability } from '../src/index.ts';
import { moduleOf } from './fixtures.ts';

/** Names of the functions that are reachable, and how the last step to each is made. */
function reached(module: WasmModule): Record<string, PathStep['via']> {
  const { pathTo } = reachability(module);
  const found: Record<string, PathStep['via']> = {};
  for (const [index] of moduleNames(module).functions.entries()) {
    const last = pathTo(index)?.at(-1);
    if (last) found[functionLabel(module, index)] = last.via;
  }
  return found;
}

const init = (table: string): string =>
  `(table.init ${table} $later (i32.const 0) (i32.const 0) (i32.const 1))`;

/** Two private tables with a function each; `run` calls through table $one. */
const twoTables = (more: string, body = '', one = '$one', two = '$two'): string => `(module
  (table $one 4 funcref) (table $two 4 funcref)
  (elem (table ${one}) (i32.const 0) func $in_one) (elem (table ${two}) (i32.const 0) func $in_two)
  (func $in_one) (func $in_two)
  (func $run (export "run") ${body} (call_indirect $one (i32.const 0)))
  ${more})`;

describe('a call by type', () => {
  it('reaches what its own table holds', async () => {
    expect(reached(await moduleOf(twoTables('')))).toEqual({ run: 'export', in_one: 'call_indirect' });
  });

  it.each([
    ['table.copy joins to it', '(table.copy $one $two (i32.const 0) (i32.const 0) (i32.const 1))'],
    ['table.copy joins it to', '(table.copy $two $one (i32.const 0) (i32.const 0) (i32.const 1))'],
    ['code writes what it likes to', '(table.set $one (i32.const 0) (ref.null func))'],
    ['code grows', '(drop (table.grow $one (ref.null func) (i32.const 1)))'],
    ['code fills', '(table.fill $one (i32.const 0) (ref.null func) (i32.const 1))'],
  ])('reaches what other tables hold when %s', async (_, body) => {
    expect(reached(await moduleOf(twoTables('', body)))).toMatchObject({ in_two: 'call_indirect' });
  });

  it('reaches what another table holds when the host sees its own', async () => {
    const module = await moduleOf(twoTables('(export "table" (table $one))'));
    expect(reached(module)).toMatchObject({ in_one: 'table', in_two: 'call_indirect' });
  });

  it('reaches what a passive segment holds, if code puts it into the table', async () => {
    const more = '(elem $later func $late) (func $late)';
    expect(reached(await moduleOf(twoTables(more, init('$one'))))).toMatchObject({ late: 'call_indirect' });
    expect(reached(await moduleOf(twoTables(more, init('$two'))))).not.toHaveProperty('late');
    expect(reached(await moduleOf(twoTables(more)))).not.toHaveProperty('late');
  });

  it('reaches anything by an item that is the value of a global', async () => {
    const text = twoTables('(elem (table $one) (i32.const 1) funcref (global.get $f))');
    const module = await moduleOf(text.replace('(module', '(module (import "env" "f" (global $f funcref))'));
    expect(reached(module)).toMatchObject({ in_two: 'call_indirect' });
  });

  it('of a subtype stays in its table', async () => {
    const module = await moduleOf(`(module
      (type $base (sub (func))) (type $derived (sub $base (func)))
      (table $one 1 funcref) (table $two 1 funcref)
      (elem (table $one) (i32.const 0) func $derived_one) (elem (table $two) (i32.const 0) func $derived_two)
      (func $derived_one (type $derived)) (func $derived_two (type $derived))
      (func $run (export "run") (call_indirect $one (type $base) (i32.const 0))))`);
    expect(reached(module)).toEqual({ run: 'export', derived_one: 'call_indirect' });
  });
});

describe('code that takes a reference', () => {
  it('from a table leads to all that the table holds', async () => {
    const module = await moduleOf(twoTables('', '(drop (table.get $two (i32.const 0)))'));
    expect(reached(module)).toMatchObject({ in_two: 'table_get' });
  });

  it('from a table of what belongs to the host leads nowhere', async () => {
    const module = await moduleOf(`(module
      (table $objects (export "objects") 4 externref) (table $own 1 funcref)
      (elem (table $own) (i32.const 0) func $held) (func $held)
      (func $run (export "run") (table.set $objects (i32.const 0) (table.get $objects (i32.const 1)))))`);
    expect(reached(module)).toEqual({ run: 'export' });
  });

  it('from a global leads to what the global starts with', async () => {
    const module = await moduleOf(`(module
      (global $g (mut funcref) (ref.func $named)) (global $h funcref (ref.func $not_read))
      (func $named) (func $not_read) (func $run (export "run") (drop (global.get $g))))`);
    expect(reached(module)).toEqual({ run: 'export', named: 'global_get' });
  });

  it('from an element segment, as an array, leads to all that the segment holds', async () => {
    const module = await moduleOf(`(module
      (type $a (array funcref)) (elem $e funcref (ref.func $named)) (elem $other funcref (ref.func $not_read))
      (func $named) (func $not_read)
      (func $run (export "run") (drop (array.new_elem $a $e (i32.const 0) (i32.const 1)))))`);
    expect(reached(module)).toEqual({ run: 'export', named: 'array_elem' });
  });
});

describe('what the host finds', () => {
  it('is also what code copies into a table that it sees', async () => {
    const module = await moduleOf(`(module
      (table $shown (export "t") 1 funcref) (table $hidden 1 funcref) (table $other 1 funcref)
      (elem (table $hidden) (i32.const 0) func $copied) (elem (table $other) (i32.const 0) func $not_copied)
      (func $copied) (func $not_copied)
      (func $run (export "run") (table.copy $shown $hidden (i32.const 0) (i32.const 0) (i32.const 1))))`);
    expect(reached(module)).toEqual({ run: 'export', copied: 'table' });
  });
});

describe('an index out of range in code', () => {
  it.each([
    ['(call_indirect 3 (i32.const 0))', 'table 3 does not exist: there are 1'],
    ['(drop (table.get 3 (i32.const 0)))', 'table 3 does not exist'],
    ['(table.copy 0 3 (i32.const 0) (i32.const 0) (i32.const 0))', 'table 3 does not exist'],
    ['(table.init 0 3 (i32.const 0) (i32.const 0) (i32.const 0))', 'element segment 3 does not exist'],
  ])('%s is refused', async (text, message) => {
    const module = await moduleOf(`(module (table 1 funcref) (func ${text}))`);
    expect(() => reachability(module)).toThrow(message);
  });
});
