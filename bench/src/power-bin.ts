import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ALLOCATORS } from '@wasmgate/contracts/allocators';
import { seededRandom } from '@wasmgate/paired';
import { compareFiles } from '@wasmgate/startup-bench/src/index.ts';
import { resolveWasmtime } from '@wasmgate/toolchain';
import { calibrationCells, remainingCells } from './power/cells.ts';
import { exactGate } from './power/exact-gate.ts';
import { underLoad } from './power/loader.ts';
import { PlantedFiles } from './power/planted-files.ts';
import { powerRun, type Cell, type PowerRun } from './power/power-run.ts';
import { powerTables } from './power/power-tables.ts';

/**
 * `npm run power -- [FILE.jsonl] [--minutes 60]`: runs the comparison of starts on equal files and on files with known
 * slowdowns, and adds each run to the file, until all are made that docs/measuring.md asks for or the time is over; a further call goes
 * on where it is. `--table` prints the tables of docs/measuring.md from the file, and measures nothing.
 */
const { values, positionals } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    rounds: { type: 'string', default: '16' },
    table: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const [file = 'power.jsonl'] = positionals;
const root = join(import.meta.dirname, '../..');
const DEADLINE_MS = 10_000;
/** Runs of each calibration. */
const CALIBRATIONS = 2;
/** The neighbour ends by itself after this long, should it be left alone. */
const MOST_LOADED_MS = 5 * 60_000;

const say = (text: string): void => void process.stderr.write(`${text}\n`);
const known = existsSync(file)
  ? readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as PowerRun)
  : [];

if (values.table) process.stdout.write(powerTables(known));
else await measure(known, performance.now() + Number(values.minutes) * 60_000);

async function measure(runs: PowerRun[], end: number): Promise<void> {
  const wasmtime = await resolveWasmtime({
    env: process.env,
    dir: root,
    progress: { step: say, tick: () => {} },
  });
  const folder = mkdtempSync(join(tmpdir(), 'power-'));
  const context = {
    command: { file: process.execPath, args: [join(root, 'packages/startup-bench/dist/child.js')] },
    engine: { name: 'wasmtime', library: wasmtime.libraryPath, version: wasmtime.version } as const,
    deadlineMs: DEADLINE_MS,
    compileDeadlineMs: DEADLINE_MS,
    signal: new AbortController().signal,
    workDir: folder,
  };
  const files = new PlantedFiles(root, folder);
  try {
    for (const cell of calibrationCells()) {
      const isSame = (run: PowerRun): boolean =>
        run.isCalibration === true && run.subject === cell.subject && run.plant === cell.plant;
      // oxlint-disable-next-line no-await-in-loop -- one after the other, here and below, is the point
      for (let done = runs.filter(isSame).length; done < CALIBRATIONS; done++) await runCell(cell);
    }
    const cells = remainingCells(runs, seededRandom(Date.now()));
    for (const [index, cell] of cells.entries()) {
      if (performance.now() >= end) break;
      // oxlint-disable-next-line no-await-in-loop
      await runCell(cell);
      say(`${cells.length - index - 1} are left`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }

  async function runCell(cell: Cell): Promise<void> {
    const baseline = await files.baseline(cell);
    const head = await files.head(cell);
    const exact = await exactGate(head, baseline, context);
    const steps: number[] = [];
    const compare = () =>
      compareFiles(head, baseline, {
        context,
        rounds: Number(values.rounds),
        allocators: ALLOCATORS.map(({ name }) => name),
        onProgress: () => {},
        onStep: () => steps.push(performance.now()),
      });
    const comparison = await (cell.condition === 'loaded' ? underLoad(MOST_LOADED_MS, compare) : compare());
    // The first step is that it begins, the second, if there is one, that something is measured again.
    const [begun = 0, ended = performance.now()] = steps;
    const run = powerRun(cell, comparison, {
      exact,
      first_seconds: Math.round((ended - begun) / 100) / 10,
      load: loadavg()[0] ?? 0,
    });
    rmSync(head);
    runs.push(run);
    appendFileSync(file, `${JSON.stringify(run)}\n`);
    const changed = run.metrics
      .filter(({ status }) => status !== 'pass')
      .map(({ name, status }) => `${name} ${status}`);
    say(
      `${cell.condition} ${cell.subject} ${cell.plant} ${cell.amount}: ${changed.join(', ') || 'pass'}; ${run.first_seconds} s`,
    );
  }
}
