import { openWasmtime, parseInvocation } from '@wasmgate/wasmtime';
import { expect, it } from 'vitest';
import { engine } from './engine.ts';
import { fixture, measure } from './measure.ts';
import { useChild } from './program.ts';

// Programs whose own global allocator counts. What is told of them from outside must be the same.

const child = useChild();

/** Starts a program; gives what makes a call of it. */
async function start(bytes: Uint8Array): Promise<(invocation: string) => number> {
  const wasmtime = openWasmtime((await engine()).libraryPath).newEngine({ compileQuickly: true });
  const artifact = wasmtime.compile(bytes);
  const guest = wasmtime.newLinker(artifact.kind).prepare(artifact).instantiate(wasmtime.newStore());
  return (invocation) => {
    const { name, args } = parseInvocation(invocation);
    return Number(guest.getFunction(name).call(args)[0] ?? 0);
  };
}

it('counts by call what the program itself counts', async () => {
  const bytes = fixture('rust/counting.wasm');
  const calls = ['words()', 'zeros()', 'keeps()', 'words()', 'keeps()', 'talks()'];
  const call = await start(bytes);
  const totals = () => [0, 1, 2, 3].map((which) => call(`counted(${which})`));
  let before = totals();
  const own = calls.map((phase) => {
    call('counted_peak()');
    call(phase);
    const after = totals();
    const [allocations, frees, reallocations, allocated_bytes] = after.map((n, at) => n - (before[at] ?? 0));
    before = after;
    const live_bytes = call('counted(4)');
    const peak_live_bytes = call('counted_peak()');
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

it('counts in clawft-wasm what its own alloc-tracing counts', async () => {
  const bytes = fixture('clawft/clawft-tracing.wasm');
  const calls = ['init()', 'capabilities()', 'process-message("hello")', 'process-message("{}")'];
  const call = await start(bytes);
  const own = calls.map((phase) => {
    const before = Array.from({ length: 8 }, (_, which) => call(`counted(${which})`));
    call(phase);
    const [le_64, le_256, le_1024, le_4096, larger, allocations, frees, bytesAllocated] = before.map(
      (count, which) => call(`counted(${which})`) - count,
    );
    const by_size = { le_64, le_256, le_1024, le_4096, larger };
    return {
      phase,
      by_size,
      allocations,
      frees,
      allocated_bytes: bytesAllocated,
      live_bytes: call('counted(8)'),
    };
  });

  const { figures, inconclusive } = await measure(child(), bytes, calls);
  expect(inconclusive).toEqual([]);
  const told = figures?.phases.slice(1).map((phase) => ({
    ...phase,
    // It leaves out `realloc`, of which the default is an allocation, a copy and a free.
    allocations: phase.allocations + phase.reallocations,
    frees: phase.frees + phase.reallocations,
  }));
  expect(told).toMatchObject(own);
  expect(own[1]).toMatchObject({ allocations: 30, allocated_bytes: 1612 });
});
