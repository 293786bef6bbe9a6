import { appendFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { adopterFiles, adopterTurbo, subjectNames } from './scaling/adopter-files.ts';
import { runVerify, timeCached } from './scaling/cached-run.ts';
import { type ScalingRow, scalingTable } from './scaling/scaling-table.ts';
import { record, stubFiles } from './scaling/stub-files.ts';
import { writeWorkspace } from './scaling/workspace.ts';

/**
 * `npm run scaling -w @wasmgate/bench -- [FOLDER] [--sizes 2,12,30,100] [--rounds 9] [--json OUT]`: a fully cached `turbo run verify`
 * beside stubs on the same graph; docs/benchmarks.md. The folder is kept: what was measured in it is measured once.
 */
const { values, positionals } = parseArgs({
  options: {
    sizes: { type: 'string', default: '2,12,30,100' },
    rounds: { type: 'string', default: '9' },
    json: { type: 'string' },
  },
  allowPositionals: true,
});
const [folder = join(tmpdir(), 'wasmgate-scaling')] = positionals;
const dirs = { stubs: join(folder, 'stubs'), tools: join(folder, 'tools') };
const say = (text: string): void => void process.stderr.write(`${text}\n`);
const load = (): string => (loadavg()[0] as number).toFixed(1);

const rows: ScalingRow[] = [];
const loads: string[] = [load()];
for (const subjects of values.sizes.split(',').map(Number)) {
  const files = adopterFiles(subjects);
  say(`${subjects} subjects: the tools fill the cache`);
  writeWorkspace(dirs.tools, files);
  // Each size stands on what the one before it left.
  // oxlint-disable-next-line no-await-in-loop
  await runVerify(dirs.tools);
  say(`${subjects} subjects: the stubs fill theirs`);
  writeWorkspace(dirs.stubs, stubFiles(files));
  record(dirs.tools, dirs.stubs, subjectNames(subjects), adopterTurbo());
  // oxlint-disable-next-line no-await-in-loop
  await runVerify(dirs.stubs);
  say(`${subjects} subjects: ${values.rounds} rounds`);
  // oxlint-disable-next-line no-await-in-loop
  const row = { subjects, ...(await timeCached(dirs, Number(values.rounds))) };
  rows.push(row);
  loads.push(load());
  if (values.json !== undefined) appendFileSync(values.json, `${JSON.stringify(row)}\n`);
}
process.stdout.write(
  `${scalingTable(rows)}\n\nMedians of ${values.rounds} rounds, with the least and the most. ${cpus().length} × ${cpus()[0]?.model.trim()}, load ${loads.join(', ')}, node ${process.versions.node}.\n`,
);
