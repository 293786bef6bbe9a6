import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { withScratchFolder } from '@wasmgate/process';
import { checkModule, checksTable, type ModuleCheck } from './check-modules.ts';
import { fetchModule } from './fetch-module.ts';

/**
 * `npm run check-modules -w @wasmgate/bench -- [FILE | npm:NAME@VERSION:FILE]…`: `wasmgate check --stub-imports` on each, and a table of what
 * it said and how long it took; docs/languages.md. What is in a package is fetched by `npm pack`.
 */
const given = process.argv.slice(2).map((module) => ({ language: '', module }));

/** Ten modules of five languages and their compilers, as npm packages ship them, the small ones first. */
const usual = [
  { language: 'AssemblyScript', module: 'npm:@chainsafe/as-sha256@1.2.5:build/optimized.simd.wasm' },
  { language: 'Rust', module: 'npm:source-map@0.7.6:lib/mappings.wasm' },
  { language: 'Rust, wasm-bindgen', module: 'npm:@jsquash/png@3.1.1:codec/pkg/squoosh_png_bg.wasm' },
  { language: 'C, Emscripten', module: 'npm:web-tree-sitter@0.27.1:web-tree-sitter.wasm' },
  { language: 'Go, TinyGo', module: 'npm:@wasm-fmt/gofmt@0.7.3:gofmt.wasm' },
  { language: 'C, Emscripten', module: 'npm:vscode-oniguruma@2.0.1:release/onig.wasm' },
  { language: 'Rust, wasm-bindgen', module: 'npm:@resvg/resvg-wasm@2.6.2:index_bg.wasm' },
  { language: 'Rust', module: 'npm:@dprint/typescript@0.96.1:plugin.wasm' },
  { language: 'C++, Emscripten', module: 'npm:canvaskit-wasm@0.42.0:bin/canvaskit.wasm' },
  { language: 'Go', module: 'npm:esbuild-wasm@0.28.2:esbuild.wasm' },
];

await withScratchFolder(join(tmpdir(), 'wasmgate-modules-'), async (folder) => {
  const checks: ModuleCheck[] = [];
  for (const [index, { language, module }] of (given.length === 0 ? usual : given).entries()) {
    process.stderr.write(`${module}\n`);
    // One after the other: they are timed.
    /* oxlint-disable no-await-in-loop */
    const file = module.startsWith('npm:')
      ? await fetchModule(module, join(folder, String(index)))
      : resolve(process.env['INIT_CWD'] ?? '', module);
    checks.push({ language, ...(await checkModule(file)) });
    /* oxlint-enable no-await-in-loop */
  }
  process.stdout.write(`${checksTable(checks)}\n`);
});
