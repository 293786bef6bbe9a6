import { describe, expect, it } from 'vitest';
import { WasmFormatError, moduleTypes, producers, readWellFormed } from '../src/index.ts';
import type { Bytes } from './build-wasm.ts';
import { componentBytes, custom, moduleBytes, name, nested, section, sized, vec } from './build-wasm.ts';
import { COMPONENT_WAT, assemble, moduleOf } from './fixtures.ts';

const errorOf = (bytes: Uint8Array): WasmFormatError => {
  try {
    readWellFormed(bytes);
  } catch (error) {
    if (error instanceof WasmFormatError) return error;
    throw error;
  }
  throw new Error('it was read');
};

const withCode = (locals: Bytes, ...code: number[]): Uint8Array =>
  moduleBytes(section(1, vec([0x60, 0, 0])), section(3, vec(0)), section(10, vec(sized(locals, code, 0x0b))));

describe('a core module is refused, with the offset,', () => {
  it.each<[string, Uint8Array, string]>([
    ['for 2^32 locals', withCode([2, 0xff, 0xff, 0xff, 0xff, 0x0f, 0x7f, 1, 0x7e]), 'too many locals'],
    ['for memory.init without a data count', withCode(0, 0xfc, 8, 0, 0), 'a data count section'],
    ['for data.drop without a data count', withCode(0, 0xfc, 9, 0), 'a data count section'],
    ['for array.new_data without a data count', withCode(0, 0xfb, 9, 0, 0), 'a data count section'],
    ['for array.init_data without a data count', withCode(0, 0xfb, 18, 0, 0), 'a data count section'],
    ['for the opcode 0xff', withCode(0, 0xff), 'illegal opcode 0xff'],
    ['for code after the end', withCode(0, 0x0b, 0x01), 'expected the end of a function body'],
    ['for functions without code', moduleBytes(section(1, vec([0x60, 0, 0])), section(3, vec(0))), 'found 0'],
    ['for a data count without data', moduleBytes(section(12, 3)), 'found 0'],
    ['for a constant that is unknown', moduleBytes(section(6, vec([0x7f, 0, 0xc9, 0x0b]))), 'opcode 0xc9'],
    ['for a string that is cut off', moduleBytes(section(14, 0, 1, 5)), 'a string of 5 bytes'],
  ])('%s', (_, bytes, message) => {
    const { message: text, offset } = errorOf(bytes);
    expect(text).toContain(message);
    expect(offset).toBeGreaterThan(8);
    const inside = errorOf(componentBytes(nested(1, bytes)));
    expect(inside.message).toContain(message);
    expect(inside.offset).toBe(offset + 10);
  });
});

const TYPE = 7;
const CORE_TYPE = 3;
const CANON = 8;

describe('a component is refused, with the offset, for', () => {
  it.each<[string, readonly number[]]>([
    ['an unknown type', section(TYPE, vec(0x62))],
    ['a value type that none is', section(TYPE, vec([0x70, 0x66]))],
    ['an optional type that is neither there nor not', section(TYPE, vec([0x6a, 2, 0]))],
    ['a case that does not end', section(TYPE, vec([0x71, 1, name('c'), 0, 1].flat()))],
    ['two results', section(TYPE, vec([0x40, 0, 1, 1]))],
    ['an unknown result', section(TYPE, vec([0x40, 0, 2, 0]))],
    ['an unknown declaration', section(TYPE, vec([0x41, 1, 5, 0x73]))],
    ['an import of an instance type', section(TYPE, vec([0x42, 1, 3, 0, 0, 1, 0]))],
    ['a label that is not UTF-8', section(TYPE, vec([0x6d, 1, 1, 0xff]))],
    ['a destructor that is neither there nor not', section(TYPE, vec([0x3f, 0x7f, 2]))],
    ['a type that is cut off', section(TYPE, vec([0x72, 1]))],
    ['more than it counts', section(TYPE, vec(0x73), 0x73)],
    ['an unknown declaration in a module type', section(CORE_TYPE, vec([0x50, 1, 4, 0x60, 0, 0]))],
    ['an alias of a function type', section(CORE_TYPE, vec([0x50, 1, 2, 0, 1, 1, 0]))],
    ['an alias that is not outer', section(CORE_TYPE, vec([0x50, 1, 2, 0x10, 0, 1, 0]))],
    ['a final type after 0', section(CORE_TYPE, vec([0, 0x4f, 0, 0x60, 0, 0]))],
    ['an unknown canonical definition', section(CANON, vec(0x2e))],
    ['one that is no longer', section(CANON, vec([0x07, 0]))],
    ['lifting what is no function', section(CANON, vec([0, 1, 0, 0, 0]))],
    ['lowering what is no function', section(CANON, vec([1, 1, 0, 0]))],
    ['an unknown option', section(CANON, vec([1, 0, 0, 1, 10]))],
    ['a boolean of 2', section(CANON, vec([0x0c, 2]))],
    ['an unknown core instance', section(2, vec([2, 0, 0]))],
    ['an argument that is no instance', section(2, vec([0, 0, 1, name('i'), 0, 0].flat()))],
    ['an unknown instance', section(5, vec([2, 0, 0]))],
    ['an unknown target of an alias', section(6, vec([3, 3, 0, 0]))],
    ['an outer alias of a function', section(6, vec([1, 2, 0, 0]))],
    ['a core alias of a component', section(6, vec([4, 1, 0, ...name('x')]))],
    ['a start that is cut off', section(9, 0, 1)],
    ['a value that is cut off', section(12, vec([0x7f, 2, 0]))],
    ['an unknown sort of an export', section(11, vec([0, ...name('x'), 9, 0, 0]))],
    ['a type that is neither there nor not', section(11, vec([0, ...name('x'), 1, 0, 2]))],
    ['an unknown external type', section(10, vec([0, ...name('x'), 6, 0]))],
    ['a core module by another byte', section(10, vec([0, ...name('x'), 0, 0x10, 0]))],
  ])('%s', (_, bytes) => {
    const { offset } = errorOf(componentBytes(bytes));
    expect(offset).toBeGreaterThanOrEqual(10);
    expect(errorOf(componentBytes(nested(4, componentBytes(bytes)))).offset).toBe(offset + 10);
  });

  it('types that are nested without end', () => {
    const deep = Array.from({ length: 200 }, () => [0x41, 1, 1]).flat();
    expect(errorOf(componentBytes(section(TYPE, vec([...deep, 0x73])))).message).toContain('deeper than 100');
  });
});

describe('what is read', () => {
  it('is a component with everything that it may define', async () => {
    expect(readWellFormed(await assemble(COMPONENT_WAT)).kind).toBe('component');
    const asynchronous = await assemble(`(component
      (type $s (stream u8)) (type $f (future string)) (type $m (map u32 string)) (type $l (list u8 4))
      (type $r (resource (rep i32)))
      (type (component (import "a" (func (param "x" (own 0)))) (export "t" (type (sub resource)))))
      (type (instance (type (list u8)) (export "t" (type (eq 0)))))
      (core type (module (import "a" "b" (func)) (export "c" (memory 1))))
      (core module $lib (memory (export "m") 1)) (core instance $i (instantiate $lib))
      (core func (canon resource.new $r)) (core func (canon resource.drop $r))
      (core func (canon stream.new $s))
      (core func (canon stream.read $s async (memory (core memory $i "m"))))
      (core func (canon task.return (result u32)))
      (core func (canon waitable-set.wait (memory (core memory $i "m"))))
      (core func (canon context.get i32 0))
      (core func (canon thread.yield)))`);
    expect(readWellFormed(asynchronous).kind).toBe('component');
  });

  it('is what has damaged custom sections: engines read it too', () => {
    const damaged = [custom('name', 1, 0xff), custom('producers', 0xff), custom('target_features', 9, 9)];
    expect(readWellFormed(moduleBytes(...damaged)).sections).toHaveLength(3);
    expect(readWellFormed(componentBytes(custom('component-name', 0, 0xfe, 0x01))).sections).toHaveLength(1);
  });

  it('is what stands before the damage of producers', () => {
    const whole = [name('language'), vec([name('Rust'), name('1.96')])];
    const bytes = moduleBytes(custom('producers', 2, whole, 0xff));
    expect(producers(readWellFormed(bytes))).toEqual([{ field: 'language', name: 'Rust', version: '1.96' }]);
  });

  it('is what is invalid: types and indices are not checked', () => {
    expect(readWellFormed(withCode(0, 0x10, 99)).kind).toBe('module');
  });
});

describe('types of proposals that are not finished', () => {
  it('are told apart and are equal by the rules of all types', async () => {
    const module = await moduleOf(`(module
      (type (shared (struct (field (ref null (shared any)))))) (type (shared (struct (field (ref null (shared any))))))
      (type (struct (field anyref)))
      (rec (type $k (cont $f)) (type $f (func)))
      (rec (type $x (descriptor $d) (struct)) (type $d (describes $x) (struct)))
      (rec (type $y (descriptor $e) (struct)) (type $e (describes $y) (struct)))
      (type (func (param contref nullcontref (ref (exact $x)) (ref null (shared i31))))))`);
    expect([...moduleTypes(module).canonical]).toEqual([0, 0, 2, 3, 4, 5, 6, 5, 6, 9]);
  });

  it('may be shared: globals, tables and segments', () => {
    const bytes = moduleBytes(
      section(4, vec([0x65, 0x6e, 0x02, 1])),
      section(6, vec([0x7f, 3, 0x41, 0, 0x0b])),
      section(9, vec([0x0d, 0x65, 0x70, 0])),
      section(11, vec([9, 0])),
    );
    expect(readWellFormed(bytes).sections).toHaveLength(4);
  });

  it('may wait: their kinds are known', () => {
    const types = [0x67, 0x5b, 0x5c].map((byte) => [0x60, 1, byte, 0]);
    expect(moduleTypes(readWellFormed(moduleBytes(section(1, vec(...types)))) as never).count).toBe(3);
  });
});
