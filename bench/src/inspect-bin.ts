import { statSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { findOnPath } from '@wasmgate/process';
import { benchFiles } from './large-modules.ts';
import { type Cell, measureFile } from './measure.ts';
import { table } from './table.ts';
import { installedPeers, ownTools } from './tools.ts';

/**
 * `npm run inspect -w @wasmgate/bench -- [FILE…] [--rounds 5] [--json OUT]`: whole-process time and peak memory of the
 * inspection beside other tools, on the real modules of wasm-model's tests and five larger ones, or the given files; docs/benchmarks.md.
 */
const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, json: { type: 'string' } },
  allowPositionals: true,
});
const paths =
  positionals.length > 0 ? positionals.map((path) => ({ name: basename(path), path })) : await benchFiles();
const files = paths.map(({ name, path }) => ({
  name: `${name}, ${(statSync(path).size / 1_000_000).toFixed(1)} MB`,
  path,
}));

const { tools: peers, missing } = await installedPeers(process.env);
const tools = [...ownTools(join(import.meta.dirname, '../../node_modules')), ...peers];
const gnuTime = process.env['GNU_TIME'] ?? findOnPath(process.env, 'time');
if (gnuTime === null) missing.push('GNU time (memory is not measured; $GNU_TIME is not set)');

const load = (): string => (loadavg()[0] as number).toFixed(1);
const before = load();
const cells: Cell[] = [];
for (const file of files) {
  process.stderr.write(`${file.name}\n`);
  cells.push(...(await measureFile(file, tools, Number(values.rounds), gnuTime)));
}
const versions = [...new Set(tools.flatMap(({ version }) => version ?? []))];
const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, load ${before} before and ${load()} after`;
process.stdout.write(
  [
    table(cells, ['wasm-size --compress none --json', 'twiggy dominators']),
    `\nMedians of ${values.rounds} rounds. ${machine}. ${versions.join(', ')}.`,
    missing.length === 0 ? '' : `Not found: ${missing.join(', ')}.`,
    '',
  ].join('\n'),
);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(cells, null, 2)}\n`);
