import { describe, expect, it } from 'vitest';
import type { WasmModule } from '../src/index.ts';
import { callRoots, coreModules, functionLabel, reachability, readWasm, usedExports } from '../src/index.ts';
import { COMPONENT_WAT, assemble, readText } from './fixtures.ts';

/** Per core module, in file order, the names of the exports that are used. */
async function used(wat: string): Promise<(string[] | undefined)[]> {
  return coreModules(await readText(wat)).map(({ module }) => {
    const names = usedExports(module);
    return names && [...names].toSorted();
  });
}

const CORE = `(core module $m
  (memory (export "memory") 1)
  (func $realloc (export "realloc") (param i32 i32 i32 i32) (result i32) unreachable)
  (func $post (export "post") (param i32))
  (func $run (export "run") (result i32) (call $helper) i32.const 0)
  (func $unused (export "unused") (call $behind)) (func $helper) (func $behind)
  (func $dtor (export "dtor") (param i32)))`;
const LIFT = `(func $f (result string) (canon lift (core func $i "run") (memory (core memory $i "memory"))
  (realloc (core func $i "realloc")) (post-return (core func $i "post"))))`;

describe('the exports of a core module that its component uses', () => {
  it('are those of canonical lifts, with what they need, and of destructors', async () => {
    const wat = `(component ${CORE} (core instance $i (instantiate $m)) ${LIFT}
      (type (resource (rep i32) (dtor (core func $i "dtor")))) (export "run" (func $f)))`;
    expect(await used(wat)).toEqual([['dtor', 'memory', 'post', 'realloc', 'run']]);
    const { module } = coreModules(await readText(wat))[0] as { module: WasmModule };
    const { state } = reachability(module);
    const states = Object.fromEntries(
      Array.from({ length: 7 }, (_, index) => [functionLabel(module, index), state(index)]),
    );
    expect(states).toMatchObject({ run: 'reachable', helper: 'reachable', dtor: 'reachable' });
    expect(states).toMatchObject({ unused: 'unreferenced', behind: 'unreferenced' });
  });

  it('are those that another core module imports', async () => {
    const wat = `(component
      (core module $a (func (export "x")) (func (export "y")) (table (export "t") 1 funcref)
        (elem (i32.const 0) func $shown) (func $shown))
      (core module $b (import "a" "x" (func)) (import "c" "y" (func)) (func (export "go")))
      (core instance $a (instantiate $a))
      (core instance $c (export "y" (func $a "y")))
      (core instance $b (instantiate $b (with "a" (instance $a)) (with "c" (instance $c)))))`;
    expect(await used(wat)).toEqual([['x', 'y'], []]);
    const [first] = coreModules(await readText(wat));
    const { functions } = callRoots((first as { module: WasmModule }).module);
    expect([...functions]).toEqual([0, 1]);
  });

  it('are those of all its instances', async () => {
    expect(
      await used(`(component (core module $m (func (export "a")) (func (export "b")) (func (export "c")))
        (core instance $one (instantiate $m)) (core instance $two (instantiate $m))
        (func (export "a") (canon lift (core func $one "a")))
        (func (export "b") (canon lift (core func $two "b"))))`),
    ).toEqual([['a', 'b']]);
  });

  it('are told of modules at every level', async () => {
    expect(await used(COMPONENT_WAT)).toEqual([undefined, ['run'], ['g']]);
  });
});

describe('all exports count', () => {
  const instance = '(core instance $i (instantiate $m))';
  it.each([
    ['of a module that is never instantiated', `${CORE}`],
    ['of a module that is exported', `${CORE} ${instance} (export "m" (core module $m))`],
    [
      'of a module that is given to a component',
      `${CORE} ${instance} (component $c (import "m" (core module))) (instance (instantiate $c (with "m" (core module $m))))`,
    ],
    [
      'of a module that an inner component takes from outside',
      `${CORE} ${instance} (component (alias outer 1 $m (core module $n)) (core instance (instantiate $n)))`,
    ],
    [
      'of an instance that is given to a module known only at run time',
      `(import "n" (core module $n (import "m" "run" (func (result i32))))) ${CORE} ${instance}
       (core instance (instantiate $n (with "m" (instance $i))))`,
    ],
  ])('%s', async (_, text) => {
    expect(await used(`(component ${text})`)).toEqual([undefined]);
  });

  it('of a module that stands by itself', async () => {
    const binary = readWasm(await assemble('(module (func (export "a")))'));
    expect(usedExports(binary as WasmModule)).toBeUndefined();
  });

  it('when the component has a definition that is not known', async () => {
    const bytes = await assemble(`(component ${CORE} ${instance} (core instance (instantiate $m)) ${LIFT})`);
    const section = readWasm(bytes).sections.findLast(({ name }) => name === 'core_instance');
    // The form of the first instance, after the count.
    bytes[(section?.payloadStart ?? 0) + 1] = 0x7e;
    expect(coreModules(readWasm(bytes)).map(({ module }) => usedExports(module))).toEqual([undefined]);
  });
});
