import { readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { withScratchFolder } from '@wasmgate/process';
import { execa } from 'execa';
import { checkModule, checksTable, type ModuleCheck } from './check-modules.ts';

/**
 * `npm run check-modules -w @wasmgate/bench -- [FILE | npm:NAME@VERSION[/FILE]]…`: `wasmgate check --stub-imports` on each, and a table of
 * what it said and how long it took; docs/languages.md. Of a package, which is fetched by `npm pack`, the named file, else its largest.
 */
const given = process.argv.slice(2);
/** Ten modules of five languages, from small to large, as their makers ship them. */
const usual = [
  'npm:@wasm-fmt/gofmt@0.7.5',
  'npm:web-tree-sitter@0.26.12',
  'npm:source-map@0.7.6',
  'npm:@bytecodealliance/jco-transpile@0.15.0/vendor/wasm-tools.core.wasm',
  'npm:@dprint/typescript@0.96.1',
  'npm:canvaskit-wasm@0.41.2/bin/canvaskit.wasm',
];

await withScratchFolder(join(tmpdir(), 'wasmgate-modules-'), async (folder) => {
  const checks: ModuleCheck[] = [];
  for (const [index, module] of (given.length === 0 ? usual : given).entries()) {
    process.stderr.write(`${module}\n`);
    // One after the other: they are timed.
    // oxlint-disable-next-line no-await-in-loop
    const file = await fileOf(module, join(folder, String(index)));
    // oxlint-disable-next-line no-await-in-loop
    checks.push(await checkModule(file, module.replace('npm:', '')));
  }
  process.stdout.write(`${checksTable(checks)}\n`);
});
