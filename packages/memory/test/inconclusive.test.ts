import { stripModule } from '@wasmgate/wasm-model';
import { expect, it } from 'vitest';
import { wat } from './engine.ts';
import { fixture, measure } from './measure.ts';
import { useChild } from './program.ts';

const child = useChild();

/** Why there are no figures: never zeros. */
async function reasonOf(bytes: Uint8Array, invoke: string[], deadlineMs?: number) {
  const { figures, exact, inconclusive, findings } = await measure(child(), bytes, invoke, {
    ...(deadlineMs !== undefined && { deadlineMs }),
  });
  expect([figures, exact]).toEqual([null, null]);
  expect(findings).toMatchObject([{ code: 'memory_inconclusive' }]);
  return inconclusive[0];
}

const rust = () => fixture('rust/dlmalloc.wasm');

/** The same file in which a name says something else, of the same length. */
function renamed(bytes: Buffer, from: string, to: string): Buffer {
  const copy = Buffer.from(bytes);
  for (let at = copy.indexOf(from); at >= 0; at = copy.indexOf(from, at + 1)) copy.write(to, at);
  return copy;
}

it('a module without names', async () => {
  expect(await reasonOf(stripModule(rust()), ['leak()'])).toMatchObject({ reason: 'no_names' });
});

it('a module whose name section is cut off', async () => {
  const bytes = rust();
  // The first name of a function is said to be longer than the section.
  const at = bytes.lastIndexOf('_RNv');
  bytes[at - 1] = 0x7f;
  expect(await reasonOf(bytes, ['leak()'])).toMatchObject({ reason: 'damaged_names' });
});

it('names that hide what allocates: memory grows, and nobody known asked', async () => {
  const hidden = renamed(
    renamed(rust(), 'SystemE6mallocC', 'SystemE6mellocC'),
    '8Dlmalloc6malloc',
    '8Dlmalloc6melloc',
  );
  expect(await reasonOf(hidden, ['size_classes()'])).toMatchObject({ reason: 'unaccounted_growth' });
});

it('names that hide what frees: a block is given again while it lives', async () => {
  const hidden = renamed(
    renamed(rust(), 'SystemE4freeC', 'SystemE4fraaC'),
    '8Dlmalloc4free',
    '8Dlmalloc4fraa',
  );
  expect(await reasonOf(hidden, ['size_classes()'])).toMatchObject({ reason: 'overlap' });
});

/** A bump allocator: `$malloc` gives from 1,024 on. */
const bump = (rest: string) => `(module
  (memory (export "memory") 1)
  (global $top (mut i32) (i32.const 1024))
  (func $malloc (param $size i32) (result i32)
    (global.get $top)
    (global.set $top (i32.add (global.get $top) (local.get $size))))
  (func $free (param i32))
  ${rest})`;

it('writes to memory that no allocator gave, by the function that does it', async () => {
  const bytes = await wat(
    bump(`(func $arena (i32.store (i32.const 60000) (i32.const 1)))
      (func (export "run") (i32.store (call $malloc (i32.const 8)) (i32.const 1)) (call $arena))`),
  );
  expect(await reasonOf(bytes, ['run()'])).toEqual({
    stage: 'shipped',
    reason: 'unaccounted_write',
    detail: 'arena, at address 60000',
  });
});

it.each([
  ['memory.fill', '(memory.fill (i32.const 5000) (i32.const 1) (i32.const 64))', 5063],
  ['memory.copy', '(memory.copy (i32.const 5000) (i32.const 0) (i32.const 64))', 5063],
  ['a vector store', '(v128.store offset=8 (i32.const 5000) (v128.const i64x2 1 1))', 5008],
  ['a store of 64 bits', '(i64.store32 offset=8 (i32.const 5000) (i64.const 1))', 5008],
])('sees %s', async (_what, code, address) => {
  const bytes = await wat(
    bump(`(func (export "run") (i32.store (call $malloc (i32.const 8)) (i32.const 1)) ${code})`),
  );
  expect(await reasonOf(bytes, ['run()'])).toMatchObject({
    reason: 'unaccounted_write',
    detail: expect.stringContaining(`at address ${address}`),
  });
});

it('a block that nobody gave is freed', async () => {
  const bytes = await wat(bump('(func $drops (export "run") (call $free (i32.const 512)))'));
  expect(await reasonOf(bytes, ['run()'])).toMatchObject({
    reason: 'freed_nothing',
    detail: 'drops, at address 512',
  });
});

it('growth that no allocator asked for', async () => {
  const bytes = await wat(bump('(func $own (export "run") (drop (memory.grow (i32.const 2))))'));
  expect(await reasonOf(bytes, ['run()'])).toMatchObject({ reason: 'unaccounted_growth', detail: 'own' });
});

it('a name that lies about a function that allocates nothing', async () => {
  const bytes =
    await wat(`(module (memory 1) (func $malloc (param i32) (result i32) (i32.const 64)) (func $free (param i32))
    (func (export "run") (drop (call $malloc (i32.const 16))) (drop (call $malloc (i32.const 16)))))`);
  expect(await reasonOf(bytes, ['run()'])).toMatchObject({ reason: 'overlap' });
});

it('an allocator that nobody knows by name', async () => {
  const bytes = await wat('(module (memory 1) (func $grab (export "run") (result i32) (i32.const 8)))');
  expect(await reasonOf(bytes, ['run()'])).toMatchObject({ reason: 'no_allocator' });
});

it('a trap, with the call and what wasmtime says', async () => {
  const bytes = await wat(bump('(func (export "run") unreachable)'));
  expect(await reasonOf(bytes, ['run()'])).toMatchObject({
    reason: 'guest_failed',
    detail: expect.stringMatching(/^run\(\): .*unreachable/),
  });
});

it('a loop', async () => {
  const bytes = await wat(bump('(func (export "run") (loop (br 0)))'));
  expect(await reasonOf(bytes, ['run()'], 500)).toMatchObject({ reason: 'guest_failed' });
});

it.each([
  ['several memories', '(memory 1) (memory 1)'],
  ['addresses of 64 bits', '(memory i64 1)'],
])('a memory that is not traced: %s', async (detail, memories) => {
  const bytes = await wat(`(module ${memories} (func $malloc (param i32) (result i32) (i32.const 8)))`);
  expect(await reasonOf(bytes, [])).toMatchObject({ reason: 'unsupported_memory', detail });
});
