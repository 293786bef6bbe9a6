import fc from 'fast-check';
import { fuzzBases, realSymbols } from './bases.ts';
import { exercise, symbol } from './exercise.ts';
import type { FuzzOptions, FuzzReport } from './fuzz.ts';
import { type Mutation, mutate, mutation, numberSweep } from './mutation.ts';

/** Runs in a process of its own, started by `fuzz`: says before each run what it is about, and at the end how it went. */
const { runs, seed, sweep } = JSON.parse(process.argv[2] ?? '') as FuzzOptions;
const say = (message: object): void => void process.send?.(message);

const report: FuzzReport = {
  runs: 0,
  answered: 0,
  refused: 0,
  slowest: { ms_per_mb: 0, ms: 0, about: '' },
  largest: { buffer_bytes: 0, file_bytes: 0, about: '' },
  peak_rss_kb: 0,
};

/** A base up to this size has every number in it replaced, one by one. */
const LARGEST_SWEPT_BYTES = 4_000;

/** Below this a run's time says more about the clock than about the bytes. */
const SMALLEST_TIMED_BYTES = 100_000;

for (const { name, bytes, share } of await fuzzBases()) {
  if (sweep && bytes.length <= LARGEST_SWEPT_BYTES) {
    for (const change of numberSweep(bytes)) run(name, bytes, [change]);
  }
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 6 }), (changes) => run(name, bytes, changes)),
    { numRuns: Math.ceil((runs * share) / 100), seed },
  );
}

const edit = fc.tuple(fc.nat(), fc.nat(8), fc.string({ unit: 'binary', maxLength: 8 }), fc.nat(2_000));
fc.assert(
  fc.property(
    fc.constantFrom(...realSymbols),
    fc.array(edit, { minLength: 1, maxLength: 5 }),
    (text, edits) => {
      say({ about: JSON.stringify({ text, edits }) });
      let name = text;
      for (const [at, removed, added, times] of edits) {
        const from = at % (name.length + 1);
        const part = times > 1_900 ? added.repeat(times) : added;
        name = name.slice(0, from) + part + name.slice(from + removed);
      }
      symbol(name);
    },
  ),
  { numRuns: runs, seed },
);
report.peak_rss_kb = process.resourceUsage().maxRSS;
say({ report });

function run(base: string, bytes: Uint8Array, changes: readonly Mutation[]): void {
  const about = JSON.stringify({ base, changes });
  say({ about });
  let changed = bytes;
  for (const change of changes) changed = mutate(changed, change);
  const buffers = process.memoryUsage().arrayBuffers;
  // Not wall time: the machine may be busy with other things.
  const start = process.cpuUsage();
  const { answered, refused } = exercise(changed);
  const { user, system } = process.cpuUsage(start);
  const ms = (user + system) / 1000;
  const buffer_bytes = process.memoryUsage().arrayBuffers - buffers;
  report.runs++;
  report.answered += answered;
  report.refused += refused;
  const ms_per_mb = ms / (Math.max(changed.length, SMALLEST_TIMED_BYTES) / 1_000_000);
  if (ms_per_mb > report.slowest.ms_per_mb) report.slowest = { ms_per_mb, ms, about };
  if (buffer_bytes > report.largest.buffer_bytes) {
    report.largest = { buffer_bytes, file_bytes: changed.length, about };
  }
}
