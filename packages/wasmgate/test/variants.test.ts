import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createScreen } from '@wasmgate/cli-kit';
import { InputError } from '@wasmgate/contracts/errors';
import { expect, it, test } from 'vitest';
import { allocatorBytes } from '../src/variants/allocator-bytes.ts';
import { findFamily } from '../src/variants/families.ts';
import type { Compared, Member } from '../src/variants/member.ts';
import { conclusions, renderVariants } from '../src/variants/render-variants.ts';
import { repository } from './init/repository.ts';

const root = join(import.meta.dirname, '../../..');
const accepted = (subject: string) =>
  new Uint8Array(readFileSync(join(root, 'subjects', subject, 'baseline/named.wasm')));

const WARM = 'wasm_instantiation_warm_ms';
const compared = (status: Compared['status'], ratio: number): Compared => ({
  status,
  ratio,
  head_ms: 0.01 * ratio,
  baseline_ms: 0.01,
});

const app: Member = {
  name: 'app',
  allocator: 'dlmalloc',
  raw: 25_000,
  gzip: 11_000,
  brotli: 9000,
  allocatorBytes: 5000,
  memory: {
    wasm_heap_allocations_init: 10,
    wasm_heap_allocations_run: 4,
    wasm_heap_peak_bytes: 65_536,
    wasm_heap_pages: 17,
    wasm_heap_fragmentation_pct: 16.95,
  },
  starts: null,
};
const variant = (over: Partial<Member>): Member => ({
  ...app,
  name: 'app-small',
  starts: new Map(),
  ...over,
});

it('says from the figures alone who wins at what, and what is the same', () => {
  const small = variant({
    allocator: 'lol_alloc',
    raw: 22_500,
    gzip: 11_000,
    allocatorBytes: 500,
    memory: { ...app.memory, wasm_heap_pages: 18, wasm_heap_fragmentation_pct: 40 },
    starts: new Map([[WARM, compared('improved', 0.9)]]),
  });
  expect(conclusions([app, small])).toEqual([
    'smallest: app-small with 22,500 B, -10.0 %',
    'size, gzip: the same, 11,000 B',
    'size, brotli: the same, 9,000 B',
    'smallest allocator: app-small with 500 B, -90 %',
    'allocations: the same, 14',
    'peak of live bytes: the same, 65,536 B',
    'fewest pages: app with 17',
    'least waste: app with 1,048,576 B',
    'least fragmented: app with 16.95 %',
    'instantiating again, on-demand: app-small is faster (-10.0 %) than app',
  ]);
  const text = renderVariants([app, small], createScreen(false, null));
  expect(text).toMatch(/allocator +dlmalloc +lol_alloc\n/);
  expect(text).toMatch(/instantiating again, on-demand +10\.0 us +9\.00 us \(-10\.0 %\)\n/);
});

it('passes over what is not known of all, and says when a machine was too noisy', () => {
  const blind = variant({
    memory: null,
    allocatorBytes: null,
    starts: new Map([[WARM, compared('unproven', 1.2)]]),
  });
  const words = conclusions([app, blind]);
  expect(words).toEqual([
    'size: the same, 25,000 B',
    'size, gzip: the same, 11,000 B',
    'size, brotli: the same, 9,000 B',
    'instantiating again, on-demand: the machine was too noisy to say',
  ]);
  expect(renderVariants([app, blind], createScreen(false, null))).toMatch(/memory, pages +17 +-\n/);
  const same = variant({ starts: new Map([[WARM, compared('pass', 1.01)]]) });
  expect(conclusions([app, same]).at(-1)).toBe('instantiating again, on-demand: no difference was found');
});

test('the code of an allocator is that of its own functions', () => {
  const whole = accepted('echo-module').length;
  const bytes = (subject: string, allocator: Member['allocator']) =>
    allocatorBytes(accepted(subject), allocator) ?? 0;
  const [dlmalloc, talc, lol] = [
    bytes('echo-module', 'dlmalloc'),
    bytes('echo-module-talc', 'talc'),
    bytes('echo-module-lol', 'lol_alloc'),
  ];
  expect(dlmalloc).toBeGreaterThan(talc);
  expect(talc).toBeGreaterThan(lol);
  expect(lol).toBeGreaterThan(200);
  expect(dlmalloc).toBeLessThan(whole / 2);
  expect(allocatorBytes(accepted('echo-module'), 'other')).toBeNull();
});

test('a family is found by any of its members, or is the only one', () => {
  const crate = { manifest: 'Cargo.toml', target: 'wasm32-wasip1', profile: 'release' };
  const files = {
    'package.json': '{ "workspaces": ["subjects/*"] }',
    'subjects/app/package.json': '{ "name": "app" }',
    'subjects/app/wasmgate.json': JSON.stringify({ crate }),
    'subjects/alone/package.json': '{ "name": "alone" }',
    'subjects/alone/wasmgate.json': JSON.stringify({ crate }),
    'subjects/app-small/package.json': '{ "name": "app-small" }',
    'subjects/app-small/wasmgate.json': '{ "extends": "../app" }',
  };
  const workspace = repository(files);
  const names = (name?: string) => findFamily(workspace, name).map((one) => one.name);
  expect([names(), names('app'), names('app-small')]).toEqual(
    Array.from({ length: 3 }, () => ['app', 'app-small']),
  );
  expect(() => names('alone')).toThrow(InputError);
  const { 'subjects/app-small/wasmgate.json': _, ...without } = files;
  expect(() => findFamily(repository(without), undefined)).toThrow(/no subject has variants/);
});
