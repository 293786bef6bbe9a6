import { readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { findOnPath } from '@wasmgate/process';
import { lookAt, modulesTable, type ModuleLook } from './modules-table.ts';

/**
 * `npm run modules -w @wasmgate/bench -- FOLDER…`: every .wasm below the folders, such as unpacked npm packages, through
 * wasm-size and wasm-feature-check, each a process of its own: whether the parts sum to the file, what the verdict is, time and
 * peak memory. The table of docs/robustness.md. Exit 1 when a file has no report, or parts that do not sum.
 */
const folders = process.argv.slice(2).map((folder) => resolve(process.env['INIT_CWD'] ?? '', folder));
if (folders.length === 0) throw new Error('name a folder with .wasm files in it');
const gnuTime = process.env['GNU_TIME'] ?? findOnPath(process.env, 'time');
const bins = join(import.meta.dirname, '../../node_modules/.bin');

const looks: ModuleLook[] = [];
for (const folder of folders) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.wasm') && statSync(join(folder, path)).isFile())
    .toSorted();
  for (const path of files) {
    process.stderr.write(`${path}\n`);
    // One after the other: they are timed.
    // oxlint-disable-next-line no-await-in-loop
    looks.push(await lookAt(join(folder, path), `${path.split('/')[0]} ${basename(path)}`, bins, gnuTime));
  }
}
process.stdout.write(`${modulesTable(looks)}\n`);
process.exitCode = looks.every(({ sum }) => sum === 'exact') ? 0 : 1;
