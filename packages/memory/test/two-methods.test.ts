import { openWasmtime, parseInvocation, type ModuleInstance } from '@wasmgate/wasmtime';
import { expect, it } from 'vitest';
import { engine } from './engine.ts';
import { fixture, measure } from './measure.ts';
import { useChild } from './program.ts';

// A program whose own global allocator counts: fixtures/rust/src/counting.rs. What is told of it from outside must be the same.

const child = useChild();
const calls = ['words()', 'zeros()', 'keeps()', 'words()', 'keeps()', 'talks()'];

async function instance(bytes: Uint8Array): Promise<ModuleInstance> {
  const wasmtime = openWasmtime((await engine()).libraryPath).newEngine({ compileQuickly: true });
  const prepared = wasmtime.newLinker('module').prepare(wasmtime.compile(bytes));
  return prepared.instantiate(wasmtime.newStore()) as ModuleInstance;
}

const number = (guest: ModuleInstance, invocation: string): number => {
  const { name, args } = parseInvocation(invocation);
  return Number(guest.getFunction(name).call(args)[0] ?? 0);
};

it('counts by call what the program itself counts', async () => {
  const bytes = fixture('rust/counting.wasm');
  const guest = await instance(bytes);
  const totals = () => [0, 1, 2, 3].map((which) => number(guest, `counted(${which})`));
  let before = totals();
  const own = calls.map((phase) => {
    number(guest, 'counted_peak()');
    number(guest, phase);
    const after = totals();
    const [allocations, frees, reallocations, allocated_bytes] = after.map((n, at) => n - (before[at] ?? 0));
    before = after;
    const live_bytes = number(guest, 'counted(4)');
    const peak_live_bytes = number(guest, 'counted_peak()');
    return { phase, allocations, frees, reallocations, allocated_bytes, live_bytes, peak_live_bytes };
  });

  const { figures, inconclusive } = await measure(child(), bytes, calls);
  expect(inconclusive).toEqual([]);
  expect(figures?.phases.slice(1)).toMatchObject(own);
  // It does count: all four kinds of asking, and blocks that stay.
  const words = own[0];
  expect(words?.allocations).toBeGreaterThan(100);
  expect(words?.reallocations).toBeGreaterThan(10);
  expect(own.at(-1)?.live_bytes).toBeGreaterThan(0);
});
