import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { withScratchFolder } from '@wasmgate/process';
import { adviceTable, adviseOn, layAccepted } from './advise-modules.ts';
import { fetchModule } from './fetch-module.ts';

/**
 * `npm run advise-modules -w @wasmgate/bench -- [FILE | npm:NAME@VERSION:FILE]…`: `wasm-size --advise` on each, and what it saved as it
 * stands in docs/advice.md. Without files: the accepted artifacts of both subjects, and four modules from npm.
 */
const given = process.argv.slice(2);

const subjects = ['clawft-agent', 'echo-module'];
const usual = [
  'npm:source-map@0.7.6:lib/mappings.wasm',
  'npm:@jsquash/png@3.1.1:codec/pkg/squoosh_png_bg.wasm',
  'npm:web-tree-sitter@0.27.1:web-tree-sitter.wasm',
  'npm:vscode-oniguruma@2.0.1:release/onig.wasm',
];

await withScratchFolder(join(tmpdir(), 'wasmgate-advice-'), async (folder) => {
  // One after the other: each uses the machine whole.
  /* oxlint-disable no-await-in-loop */
  for (const name of given.length === 0 ? subjects : []) {
    process.stderr.write(`${name}\n`);
    const place = join(folder, name);
    mkdirSync(place);
    const subject = layAccepted(join(import.meta.dirname, '../../subjects', name), place);
    process.stdout.write(`${adviceTable(name, await adviseOn({ subject }))}\n`);
  }
  for (const [index, module] of (given.length === 0 ? usual : given).entries()) {
    process.stderr.write(`${module}\n`);
    const file = module.startsWith('npm:')
      ? await fetchModule(module, join(folder, String(index)))
      : resolve(process.env['INIT_CWD'] ?? '', module);
    const title = module.startsWith('npm:') ? module.slice(4).replace(/:(?:.*\/)?/, ', ') : basename(file);
    process.stdout.write(`${adviceTable(title, await adviseOn({ file }))}\n`);
  }
  /* oxlint-enable no-await-in-loop */
});
