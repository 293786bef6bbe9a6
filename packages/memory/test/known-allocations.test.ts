import type { MemoryJson } from '@wasmgate/contracts/memory';
import { describe, expect, it } from 'vitest';
import { fixture, measure } from './measure.ts';
import { useChild } from './program.ts';

const child = useChild();

type Phase = NonNullable<MemoryJson['figures']>['phases'][number];

/** What the sources say, by the export: fixtures/rust/src/lib.rs and fixtures/c/known-allocations.c. */
const known: Readonly<Record<string, Partial<Phase>>> = {
  first_instance: { allocations: 0, frees: 0, reallocations: 0, allocated_bytes: 0, live_bytes: 0 },
  'size_classes()': {
    allocations: 10,
    frees: 10,
    reallocations: 0,
    by_size: { le_64: 2, le_256: 2, le_1024: 2, le_4096: 2, larger: 2 },
    allocated_bytes: 1 + 64 + 65 + 256 + 257 + 1024 + 1025 + 4096 + 4097 + 10_000,
    live_bytes: 0,
    peak_live_bytes: 10_000,
  },
  'growing()': {
    allocations: 1,
    frees: 1,
    reallocations: 9,
    by_size: { le_64: 4, le_256: 2, le_1024: 2, le_4096: 2, larger: 0 },
    allocated_bytes: 8184,
    live_bytes: 0,
    peak_live_bytes: 4096,
  },
  'zeroed_and_aligned()': {
    allocations: 2,
    frees: 2,
    reallocations: 0,
    allocated_bytes: 200,
    live_bytes: 0,
    peak_live_bytes: 200,
  },
  'leak()': { allocations: 1, frees: 0, allocated_bytes: 24, live_bytes: 24, live_blocks: 1 },
  'three_at_once()': {
    allocations: 3,
    frees: 3,
    allocated_bytes: 3000,
    live_bytes: 24,
    peak_live_bytes: 3024,
  },
};

describe.each([
  ['Rust with dlmalloc', 'rust/dlmalloc.wasm', 'growing_vector', 'dlmalloc'],
  ['Rust with talc', 'rust/talc.wasm', 'growing_vector', 'talc'],
  ['Rust with lol_alloc', 'rust/lol_alloc.wasm', 'growing_vector', 'global_alloc'],
  ['C with wasi-libc', 'c/known-allocations.wasm', 'growing_block', 'libc'],
])('%s', (_what, path, growing, allocator) => {
  it('is counted exactly: each phase, who asked, the leak and the workload', async () => {
    const calls = ['size_classes()', `${growing}()`, 'zeroed_and_aligned()', 'leak()', 'three_at_once()'];
    const { figures, inconclusive, findings, verdict, exact } = await measure(child(), fixture(path), calls);
    expect(inconclusive).toEqual([]);
    const phases = figures?.phases.filter(({ phase }) => phase !== 'initialize') ?? [];
    expect(phases.map(({ phase }) => phase)).toEqual(['first_instance', ...calls]);
    for (const phase of phases) {
      expect(phase, phase.phase).toMatchObject(known[phase.phase.replace(growing, 'growing')] ?? {});
      // Nobody but the export itself asked, whatever of the standard library lies between.
      if (phase.allocations > 0) {
        expect(phase.functions.map((one) => one.function)).toEqual([phase.phase.replace('()', '')]);
      }
    }
    expect(figures?.allocators.map((one) => one.allocator)).toContain(allocator);

    expect(verdict).toBe('fail');
    expect(findings).toEqual([
      {
        code: 'memory_leaked',
        severity: 'violation',
        args: { invocation: 'leak()', bytes_per_call: 24, calls: 16, function: 'leak' },
      },
    ]);
    expect(exact).toMatchObject({
      wasm_heap_bytes_size_classes: { value: 20_885 },
      wasm_heap_allocations_size_classes: { value: 10 },
      wasm_heap_leaked_bytes: { value: 24 },
      wasm_heap_live_bytes: { value: 24 },
      wasm_heap_peak_bytes: { value: 10_000 },
    });

    const { workload } = figures ?? {};
    expect(workload).toMatchObject({ allocator, allocations: 10_000 });
    expect(workload?.peak_live_bytes).toBeLessThan(workload?.span_bytes ?? 0);
  });
});

it('gives the same report again', async () => {
  const calls = ['size_classes()', 'leak()'];
  const once = await measure(child(), fixture('rust/talc.wasm'), calls);
  expect(await measure(child(), fixture('rust/talc.wasm'), calls)).toEqual(once);
});

it('takes a leak that wasmgate.json gives a reason for, and still counts it', async () => {
  const mayLeak = { leak: 'keeps what it was given' };
  const report = await measure(child(), fixture('c/known-allocations.wasm'), ['leak()'], { mayLeak });
  expect(report).toMatchObject({ verdict: 'pass', findings: [] });
  expect(report.figures?.leaks).toMatchObject([{ leaked_bytes_per_call: 24, reason: mayLeak.leak }]);
});
