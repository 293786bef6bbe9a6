import { expect, it } from 'vitest';
import { fuzzBases } from './bases.ts';
import { exercise } from './exercise.ts';
import { fuzz } from './fuzz.ts';

it('mutated modules end in an answer or in an error with an offset, within bounded memory, and none hangs', async () => {
  const { answered, refused, runs, largest } = await fuzz({
    runs: 1_000,
    seed: 4,
    sweep: true,
    hang_ms: 60_000,
    heap_mb: 512,
  });
  expect(runs).toBeGreaterThanOrEqual(1_000);
  // A mutation that every reader refuses, or none, would show nothing.
  expect(answered).toBeGreaterThan(runs);
  expect(refused).toBeGreaterThan(runs);
  expect(largest.buffer_bytes, largest.about).toBeLessThan(16_000_000 + 32 * largest.file_bytes);
}, 240_000);

it('starts from files that every reader answers to', async () => {
  const bases = await fuzzBases();
  expect(bases.length).toBeGreaterThan(2);
  for (const { name, bytes } of bases) {
    expect(exercise(bytes), name).toMatchObject({ refused: name.includes('component') ? 1 : 0 });
  }
});

it('is stopped, and says what it was about, when nothing is heard of a run', async () => {
  await expect(fuzz({ runs: 1, seed: 4, sweep: true, hang_ms: 1, heap_mb: 512 })).rejects.toThrow(
    /no answer in 1 ms .*about/,
  );
});
