import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { equivalent, plant } from '../src/plant.ts';

const core = readFileSync(join(import.meta.dirname, '../../subjects/echo-module/baseline/named.wasm'));

/** What is used of V8's own; Node's types leave it out. */
const { WebAssembly: v8 } = globalThis as unknown as {
  WebAssembly: {
    Module: (new (bytes: Uint8Array) => object) & {
      imports: (module: object) => { module: string; name: string }[];
    };
    instantiate: (module: object, imports: object) => Promise<{ exports: Record<string, () => unknown> }>;
  };
};

/** Starts a module with V8, every import a function that does nothing, and asks it to test itself. */
async function start(bytes: Uint8Array): Promise<{ imports: number; says: unknown }> {
  const module = new v8.Module(bytes);
  const imports: Record<string, Record<string, () => number>> = {};
  const asked = v8.Module.imports(module);
  for (const { module: from, name } of asked) (imports[from] ??= {})[name] = () => 0;
  const { exports } = await v8.instantiate(module, imports);
  exports['_initialize']?.();
  return { imports: asked.length, says: exports['self_test']?.() };
}

test('what is planted changes nothing that the module computes', async () => {
  const before = await start(plant(core, 'loop', 0));
  expect(before.says).toEqual((await start(core)).says);
  for (const [kind, amount] of [
    ['loop', 5000],
    ['pages', 3],
    ['memory', 4],
    ['table', 100],
    ['data', 3000],
    ['code', 20],
    ['initialiser', 256],
  ] as const) {
    const bytes = plant(core, kind, amount);
    expect(bytes).not.toEqual(plant(core, kind, 0));
    expect(await start(bytes)).toEqual(before);
  }
  expect(await start(plant(core, 'imports', 7))).toEqual({ ...before, imports: before.imports + 7 });
});

test('an equivalent file has other bytes, and does the same', async () => {
  const [one, two] = [equivalent(core, 1), equivalent(core, 2)];
  expect(one).not.toEqual(two);
  expect(await start(one)).toEqual(await start(core));
});

test('where there is no room it says so', () => {
  expect(() => plant(core, 'pages', 300)).toThrow(RangeError);
  expect(() => plant(plant(core, 'loop', 1), 'loop', 1)).toThrow('a start function already');
});
