import { parseArgs } from 'node:util';
import { type FuzzReport, fuzz } from '@wasmgate/wasm-model/testing/fuzz';
import { worse } from './worse-report.ts';

/**
 * `npm run fuzz -w @wasmgate/bench -- [--minutes 5] [--seed N] [--runs 2000]`: rounds of the fuzzer of wasm-model, each with a
 * seed of its own, until the time is over. Fails with the first round that finds something, and says its seed.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    runs: { type: 'string', default: '2000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
  },
});
const end = performance.now() + Number(values.minutes) * 60_000;
const runs = Number(values.runs);
let seed = Number(values.seed);
let total: FuzzReport | undefined;
do {
  const round = await fuzz({ runs, seed: seed++, sweep: total === undefined, hang_ms: 60_000, heap_mb: 512 });
  total = total === undefined ? round : worse(total, round);
  process.stderr.write(`${total.runs} files, next seed ${seed}\n`);
} while (performance.now() < end);
process.stdout.write(`${JSON.stringify(total, null, 2)}\n`);
