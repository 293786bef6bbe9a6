import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SMALL_SUBJECT } from './faults/clone.ts';
import { faultsTable, tasksHit } from './faults/faults-table.ts';
import { faultKinds } from './faults/kinds/kinds.ts';
import { makeSite } from './faults/make-site.ts';
import { addResult, readResults } from './faults/results.ts';

/**
 * `npm run faults -w @wasmgate/bench -- FILE.jsonl [--kills 100] [--seed N] [--subjects NAME,NAME] [--only KIND,KIND] [--folder DIR] [--ci]`: makes faults in a clone
 * of HEAD and adds what came of each to the file; a further call goes on where it is, in the clone that lies in DIR when there is one. `--table` prints the table of docs/robustness.md from
 * the file, and makes none. Fails when an answer was not right.
 */
const { values, positionals } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    subjects: { type: 'string', default: `${SMALL_SUBJECT},clawft-agent` },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: faultKinds.map(({ name }) => name).join(',') },
    folder: { type: 'string' },
    ci: { type: 'boolean', default: false },
    table: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
// What was begun is ended, and what was mounted unmounted, as this process exits.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
const [file = 'faults.jsonl'] = positionals;
const say = (text: string): void => void process.stderr.write(`${text}\n`);

if (!values.table) await makeFaults();
const results = readResults(file);
process.stdout.write(
  `${faultsTable(faultKinds, results)}\n\nRan when something was killed: ${tasksHit(results)}.\n`,
);
if (results.some(({ problems }) => problems.length > 0)) process.exitCode = 1;

async function makeFaults(): Promise<void> {
  const only = values.only.split(',');
  say(`seed ${values.seed}; cloning, and filling the cache`);
  const folder = values.folder ?? mkdtempSync(join(tmpdir(), 'wasmgate-faults-'));
  mkdirSync(folder, { recursive: true });
  const site = await makeSite(folder, values.ci ? 'ci' : 'link', {
    subjects: values.subjects.split(','),
    seed: Number(values.seed),
    kills: Number(values.kills),
  });
  try {
    for (const kind of faultKinds.filter(({ name }) => only.includes(name))) {
      const obstacle = kind.obstacle();
      if (obstacle !== null) say(`${kind.name}: not run: ${obstacle}`);
      const made = new Set(
        readResults(file).flatMap((result) => (result.kind === kind.name ? result.id : [])),
      );
      for (const { row, id, run } of obstacle === null ? kind.trials(site) : []) {
        if (made.has(id)) continue;
        const begun = performance.now();
        // oxlint-disable-next-line no-await-in-loop -- one fault after the other
        const outcome = await run();
        const seconds = Math.round((performance.now() - begun) / 100) / 10;
        const load = Math.round((loadavg()[0] as number) * 10) / 10;
        addResult(file, { kind: kind.name, row, id, seconds, load, commit: site.commit, ...outcome });
        say(
          `${outcome.problems.length === 0 ? 'right' : 'WRONG'}  ${row}: ${outcome.did} (${seconds} s, load ${load})`,
        );
        for (const problem of outcome.problems) say(problem.replaceAll(/^/gm, '       '));
      }
    }
  } finally {
    if (values.folder === undefined) rmSync(folder, { recursive: true, force: true });
  }
}
