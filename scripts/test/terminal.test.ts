import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { createScreen, fitLines, type BinSpec, type Screen } from '@wasmgate/cli-kit';
import { capture } from '@wasmgate/cli-kit/testing';
import { adviceReport } from '@wasmgate/contracts/advice';
import { buildReport } from '@wasmgate/contracts/build';
import { checkReport } from '@wasmgate/contracts/check';
import { featuresReport } from '@wasmgate/contracts/features';
import { finding } from '@wasmgate/contracts/finding';
import { memoryReport } from '@wasmgate/contracts/memory';
import type { Report } from '@wasmgate/contracts/report';
import { sizeReport } from '@wasmgate/contracts/size';
import { startupReport } from '@wasmgate/contracts/startup';
import type { VerifyJson } from '@wasmgate/contracts/verify';
import { expect, it } from 'vitest';
// @boundaries-ignore every bin prints in one process, and none of them is a library
import { renderBuild } from '../../packages/build/src/render.ts';
// @boundaries-ignore every bin prints in one process, and none of them is a library
import { renderFeatures } from '../../packages/feature-check/src/render.ts';
// @boundaries-ignore every bin prints in one process, and none of them is a library
import { renderMemory } from '../../packages/memory/src/render/render-memory.ts';
// @boundaries-ignore every bin prints in one process, and none of them is a library
import { baselineBin } from '../../packages/regression-compare/src/accept/baseline-bin.ts';
// @boundaries-ignore every bin prints in one process, and none of them is a library
import { regressionBin } from '../../packages/regression-compare/src/regression-bin.ts';
// @boundaries-ignore every bin prints in one process, and none of them is a library
import { verifyBin } from '../../packages/regression-compare/src/verify-bin.ts';
// @boundaries-ignore every bin prints in one process, and none of them is a library
import { acceptAll } from '../../packages/regression-compare/test/sample-baseline.ts';
// @boundaries-ignore every bin prints in one process, and none of them is a library
import { sampleReports } from '../../packages/regression-compare/test/sample-reports.ts';
// @boundaries-ignore every bin prints in one process, and none of them is a library
import { sampleWorkspace } from '../../packages/regression-compare/test/sample-subject.ts';
// @boundaries-ignore every bin prints in one process, and none of them is a library
import { renderAdvice } from '../../packages/size/src/render/render-advice.ts';
// @boundaries-ignore every bin prints in one process, and none of them is a library
import { renderSize } from '../../packages/size/src/render/render-size.ts';
// @boundaries-ignore every bin prints in one process, and none of them is a library
import { renderStartup } from '../../packages/startup-bench/src/render/render-startup.ts';
// @boundaries-ignore every bin prints in one process, and none of them is a library
import { renderDiagnosis } from '../../packages/toolchain/src/render.ts';
// @boundaries-ignore every bin prints in one process, and none of them is a library
import { renderCheck } from '../../packages/wasmgate/src/check/render-check.ts';
// @boundaries-ignore every bin prints in one process, and none of them is a library
import { renderVariants } from '../../packages/wasmgate/src/variants/render-variants.ts';
// @boundaries-ignore every bin prints in one process, and none of them is a library
import { renderResults } from '../../packages/wasmgate/src/verify-all/render-results.ts';

/**
 * What was measured of echo-module with talc beside echo-module: real reports. When a schema changes, they are recorded anew, with new.wasm
 * and old.wasm from the two baseline/named.wasm: `npx wasmgate startup old.wasm new.wasm --json`, `npx wasmgate check new.wasm --against
 * old.wasm --json` and so on.
 */
const read = <T>(report: Report<T>): T =>
  report.check(
    report.file,
    JSON.parse(readFileSync(join(import.meta.dirname, 'terminal/reports', report.file), 'utf8')),
  );

/** A subject that grew, starts slower, and has what it must not have. */
const worse = { rawBytes: 95_000, gzipBytes: 41_000 };
const red = sampleReports(worse);
const redReports = {
  ...red,
  features: {
    ...red.features,
    verdict: 'fail' as const,
    findings: [
      finding('feature_present', { group: 'tokio', verdict: 'present_reachable', evidence: 'tokio::spawn' }),
    ],
  },
};
const limits = { budgets: { wasm_size_raw_kb: 90, wasm_cold_aot_ms: 5 } };

/** Prints of a bin in a subject, as on a terminal. */
function inSubject(bin: BinSpec, isRed: boolean, ...argv: string[]) {
  return async ({ columns }: Screen, colour: boolean): Promise<string> => {
    const reports = isRed ? redReports : sampleReports();
    const options = { config: limits, baseline: acceptAll(sampleReports()), ...(isRed ? worse : {}) };
    const { dir } = sampleWorkspace(reports, options);
    const place = { cwd: dir, env: colour ? {} : { NO_COLOR: '1' }, now: () => new Date('2027-01-01') };
    await capture(regressionBin('0.0.0'), place, '--exit-zero');
    const { stdout, stderr } = await capture(
      bin,
      { ...place, ...(columns === null ? {} : { columns }) },
      ...argv,
    );
    expect(stderr).toBe('');
    return stdout.trimEnd();
  };
}

const member = { raw: 25_000, gzip: 11_000, brotli: 9000, allocatorBytes: 5000, memory: null, starts: null };
const budget = { metric: 'wasm_size_raw_kb', value: 29.8, max: 40, status: 'pass' } as const;

/** What the bins print, by the name of its file in terminal/. */
const prints: Record<string, (screen: Screen, colour: boolean) => string | Promise<string>> = {
  build: (screen) => renderBuild(read(buildReport), screen),
  size: (screen) => renderSize(read(sizeReport), { budgets: [budget], screen, top: 5 }),
  advise: (screen) => renderAdvice(read(adviceReport), screen),
  features: (screen) => renderFeatures(read(featuresReport), screen),
  startup: (screen) => renderStartup(read(startupReport), [], screen),
  memory: (screen) => renderMemory(read(memoryReport), screen),
  check: (screen) => renderCheck(read(checkReport), 'new.wasm', screen),
  compare: inSubject(regressionBin('0.0.0'), true),
  'verify-green': inSubject(verifyBin('0.0.0'), false),
  'verify-red': inSubject(verifyBin('0.0.0'), true),
  baseline: inSubject(baselineBin('0.0.0', '2027-01-01'), true),
  'verify-all': (screen) => {
    const counts = { gated: 24, failed: 1, listed: 3, not_comparable: 0 };
    const said = { schema_version: 1 as const, artifact_sha256: null, strict: false, counts, warnings: [] };
    const over = finding('over_budget', { metric: 'wasm_size_raw_kb', value: 92.8, max: 90 });
    const green: VerifyJson = { ...said, subject: 'echo', verdict: 'pass', failures: [] };
    const fails: VerifyJson = {
      ...said,
      subject: 'my-agent',
      verdict: 'fail',
      failures: [{ ...over, report: 'regression' }],
    };
    const results = [
      { name: 'echo', report: green, isMeasured: false },
      { name: 'my-agent', report: fails, isMeasured: true },
      { name: 'a-subject-of-a-long-name', report: null, isMeasured: null },
    ];
    return renderResults(results, false, screen);
  },
  variants: (screen) =>
    renderVariants(
      [
        { ...member, name: 'app', allocator: 'dlmalloc' },
        { ...member, name: 'app-lol', allocator: 'lol_alloc', raw: 22_500, allocatorBytes: 500 },
        { ...member, name: 'app-talc', allocator: 'talc', raw: 26_000, allocatorBytes: 1800 },
      ],
      screen,
    ),
  doctor: (screen) =>
    renderDiagnosis(
      {
        checks: [
          {
            name: 'Rust',
            state: 'found',
            detail: 'rustc 1.97.1, wasm32-wasip2, by Debian packages in the cache',
            needed: 'build',
            where: 'HOME/.cache/wasmgate/rust/debian-forky-x86_64-linux-1.97.1+dfsg1-1',
          },
          {
            name: 'libwasmtime',
            state: 'missing',
            detail: 'not found',
            needed: 'startup-bench, memory',
            where: '',
            fix: 'npx wasmgate install',
          },
        ],
        passedOver: [],
        cacheDir: 'HOME/.cache/wasmgate',
        locked: 'debian/x86_64-linux rustc 1.97.1',
      },
      { screen, home: 'HOME' },
    ),
};

const screens = [80, 120].flatMap((columns) => [false, true].map((colour) => ({ columns, colour })));

it.each(Object.entries(prints))(
  '%s: on a terminal of 80 and of 120 columns, with and without colour',
  async (name, print) => {
    const texts: string[] = [];
    for (const { columns, colour } of screens) {
      // oxlint-disable-next-line no-await-in-loop
      const text = fitLines(await print(createScreen(colour, columns), colour), columns);
      for (const line of stripVTControlCharacters(text).split('\n')) {
        expect(line.length, line).toBeLessThanOrEqual(columns);
      }
      texts.push(`── ${columns} columns${colour ? ', in colour' : ''} ──\n${text}\n`);
    }
    await expect(texts.join('\n')).toMatchFileSnapshot(`terminal/${name}.txt`);
    const [plain, coloured] = texts.map((text) =>
      stripVTControlCharacters(text).split('\n').slice(1).join('\n'),
    );
    expect(coloured).toBe(plain);
  },
);

it.each(Object.entries(prints))('%s: on a pipe nothing is cut or wrapped', async (_name, print) => {
  const text = await print(createScreen(false, null), false);
  expect(text).not.toMatch(/\w…\w/);
});
