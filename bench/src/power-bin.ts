import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ALLOCATORS } from '@wasmgate/contracts/allocators';
import { compareFiles } from '@wasmgate/startup-bench';
import { seededRandom } from '@wasmgate/startup-bench/random';
import { resolveWasmtime } from '@wasmgate/toolchain';
import { calibrationCells, costsOf, cycle } from './power/cells.ts';
import { underLoad } from './power/loader.ts';
import { PlantedFiles } from './power/planted-files.ts';
import { powerRun, type Cell, type Condition, type PowerRun } from './power/power-run.ts';
import { powerTables } from './power/power-tables.ts';

/**
 * `npm run power -w @wasmgate/bench -- FILE.jsonl [--minutes 60] [--loaded] [--seed N]`: runs the comparison of starts on files with
 * known slowdowns for so long, and adds each run to the file; a further call goes on where it is. `--table` prints the tables
 * of docs/measuring.md from the file, and measures nothing.
 */
const { values, positionals } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    loaded: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '16' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    table: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const [file = 'power.jsonl'] = positionals;
const root = join(import.meta.dirname, '../..');
const DEADLINE_MS = 10_000;
const WARM_ITERATIONS = 50;
/** Calibrations before the first cycle, each. */
const CALIBRATIONS = 2;

const say = (text: string): void => void process.stderr.write(`${text}\n`);
const known = existsSync(file)
  ? readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as PowerRun)
  : [];

if (values.table) process.stdout.write(powerTables(known));
else await measure(known, values.loaded ? 'loaded' : 'quiet', Number(values.minutes) * 60_000);

async function measure(runs: PowerRun[], condition: Condition, budgetMs: number): Promise<void> {
  const random = seededRandom(Number(values.seed));
  const wasmtime = await resolveWasmtime({
    env: process.env,
    dir: root,
    progress: { step: say, tick: () => {} },
  });
  const context = {
    command: { file: process.execPath, args: [join(root, 'packages/startup-bench/dist/child.js')] },
    library: wasmtime.libraryPath,
    wasmtimeVersion: wasmtime.version,
    deadlineMs: DEADLINE_MS,
    signal: new AbortController().signal,
  };
  const folder = mkdtempSync(join(tmpdir(), 'power-'));
  const end = performance.now() + budgetMs;
  try {
    const files = new PlantedFiles(root, folder);
    say(
      `${cpus().length} x ${cpus()[0]?.model.trim()}, load ${loadavg()
        .map((load) => load.toFixed(2))
        .join(' ')}`,
    );
    const missing = CALIBRATIONS - Math.floor(runs.filter(({ size }) => size === null).length / 3);
    for (let count = 0; count < missing; count++) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other is the point
      for (const cell of calibrationCells()) await runCell(cell, files);
    }
    const costs = costsOf(runs);
    while (performance.now() < end) {
      for (const cell of cycle(condition, costs, random)) {
        if (performance.now() >= end) break;
        // oxlint-disable-next-line no-await-in-loop -- one after the other is the point
        await runCell(cell, files);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }

  async function runCell(cell: Cell, files: PlantedFiles): Promise<void> {
    const head = await files.head(cell);
    const baseline = await files.baseline(cell);
    const begun = performance.now();
    const compare = () =>
      compareFiles(head, baseline, {
        context,
        rounds: Number(values.rounds),
        warmIterations: WARM_ITERATIONS,
        allocators: ALLOCATORS.map(({ name }) => name),
        onProgress: () => {},
        onStep: () => {},
      });
    const comparison = await (cell.condition === 'loaded' ? underLoad(5 * 60_000, compare) : compare());
    const seconds = Math.round((performance.now() - begun) / 100) / 10;
    const run = powerRun(cell, comparison, seconds, loadavg()[0] as number);
    rmSync(head);
    runs.push(run);
    appendFileSync(file, `${JSON.stringify(run)}\n`);
    say(
      `${runs.length} ${cell.condition} ${cell.series} ${cell.subject} ${cell.size ?? '-'} ${cell.allocator ?? ''}: ${run.verdict}, ${seconds} s`,
    );
  }
}
