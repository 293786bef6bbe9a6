import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { capture } from '@wasmgate/cli-kit/testing';
import { featureCheckBin } from '@wasmgate/feature-check/src/feature-check-bin.ts';
import { sizeBin } from '@wasmgate/size/src/index.ts';
import type { SuiteResult, SuiteRun } from './suites/run-suites.ts';
import { runSuites } from './suites/run-suites.ts';
import { isRight, suitesTable } from './suites/suites-table.ts';

/**
 * `npm run suites -w @wasmgate/bench -- FOLDER… [--bins]`: reads every module and component of the .wast scripts below the
 * folders (checkouts of WebAssembly/spec, /testsuite, /component-model) and prints the table of docs/robustness.md, then
 * what is not as the scripts demand. --bins also gives each malformed binary to the tools: all must exit with 2 and say
 * the offset. Exit 1 when anything is not as it should be.
 */
const { values, positionals } = parseArgs({
  options: { bins: { type: 'boolean', default: false } },
  allowPositionals: true,
});
if (positionals.length === 0) throw new Error('name a checkout of a suite, such as spec/test/core');

const run: SuiteRun = { results: [], notAssembled: [] };
for (const folder of positionals) {
  const { results, notAssembled } = await runSuites(resolve(process.env['INIT_CWD'] ?? '', folder));
  run.results.push(...results);
  run.notAssembled.push(...notAssembled);
}
const lines = [suitesTable(run), ''];
const wrong = run.results.filter((each) => !isRight(each));
for (const { group, name, expected, outcome, problem } of wrong)
  lines.push(`- ${group}/${name} (${expected}) was ${outcome}: ${problem}`);
for (const { group, name, problem } of run.notAssembled)
  lines.push(`- ${group}/${name}: no binary: ${problem}`);
if (values.bins)
  lines.push(...(await askBins(run.results.filter(({ expected }) => expected === 'malformed'))));
process.stdout.write(`${lines.join('\n')}\n`);
process.exitCode = wrong.length === 0 ? 0 : 1;

/** What the tools say of malformed binaries: a line a tool. All read a file in the same way. */
async function askBins(malformed: readonly SuiteResult[]): Promise<string[]> {
  const dir = mkdtempSync(join(tmpdir(), 'suites-'));
  const file = 'malformed.wasm';
  const bins = {
    'wasm-size': sizeBin('0.0.0', 'none'),
    'wasm-feature-check': featureCheckBin('0.0.0'),
  };
  const refused = new Map(Object.keys(bins).map((name) => [name, 0]));
  for (const { bytes } of malformed) {
    writeFileSync(join(dir, file), bytes);
    for (const [name, bin] of Object.entries(bins)) {
      // oxlint-disable-next-line no-await-in-loop
      const { code, stdout, stderr } = await capture(bin, dir, file);
      // A file without a byte has no offset.
      const isRefused = code === 2 && stdout === '' && /at byte 0x|is empty/.test(stderr);
      if (isRefused) refused.set(name, (refused.get(name) ?? 0) + 1);
    }
  }
  rmSync(dir, { recursive: true });
  return [...refused].map(
    ([name, count]) =>
      `${name}: exit 2 and the offset for ${count} of ${malformed.length} malformed binaries`,
  );
}
