import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createScreen, type BinSpec } from '@wasmgate/cli-kit';
import { capture } from '@wasmgate/cli-kit/testing';
// @boundaries-ignore every bin is fed in one process, and none of them is a library
import { baselineBin } from '../../packages/regression-compare/src/accept/baseline-bin.ts';
// @boundaries-ignore every bin is fed in one process, and none of them is a library
import { regressionBin } from '../../packages/regression-compare/src/regression-bin.ts';
// @boundaries-ignore every bin is fed in one process, and none of them is a library
import { verifyBin } from '../../packages/regression-compare/src/verify-bin.ts';
// @boundaries-ignore every bin is fed in one process, and none of them is a library
import { acceptAll } from '../../packages/regression-compare/test/sample-baseline.ts';
// @boundaries-ignore every bin is fed in one process, and none of them is a library
import { sampleReports } from '../../packages/regression-compare/test/sample-reports.ts';
// @boundaries-ignore every bin is fed in one process, and none of them is a library
import { sampleWorkspace } from '../../packages/regression-compare/test/sample-subject.ts';
// @boundaries-ignore every bin is fed in one process, and none of them is a library
import { buildCommand } from '../../packages/build/src/build-command.ts';
// @boundaries-ignore every bin is fed in one process, and none of them is a library
import { renderBuild } from '../../packages/build/src/render.ts';
// @boundaries-ignore every bin is fed in one process, and none of them is a library
import { featureCheckBin } from '../../packages/feature-check/src/feature-check-bin.ts';
// @boundaries-ignore every bin is fed in one process, and none of them is a library
import { renderFeatures } from '../../packages/feature-check/src/render.ts';
// @boundaries-ignore every bin is fed in one process, and none of them is a library
import { memoryBin } from '../../packages/memory/src/memory-bin.ts';
// @boundaries-ignore every bin is fed in one process, and none of them is a library
import { renderMemory } from '../../packages/memory/src/render/render-memory.ts';
// @boundaries-ignore every bin is fed in one process, and none of them is a library
import { renderRegression } from '../../packages/regression-compare/src/render.ts';
// @boundaries-ignore every bin is fed in one process, and none of them is a library
import { subjectPage } from '../../packages/report/src/page/subject-page.ts';
// @boundaries-ignore every bin is fed in one process, and none of them is a library
import type { Reports } from '../../packages/report/src/reports/reports.ts';
// @boundaries-ignore every bin is fed in one process, and none of them is a library
import { settingsBin } from '../../packages/settings/src/settings-bin.ts';
// @boundaries-ignore every bin is fed in one process, and none of them is a library
import { renderSize } from '../../packages/size/src/render/render-size.ts';
// @boundaries-ignore every bin is fed in one process, and none of them is a library
import { sizeBin } from '../../packages/size/src/size-bin.ts';
// @boundaries-ignore every bin is fed in one process, and none of them is a library
import { renderStartup } from '../../packages/startup-bench/src/render/render-startup.ts';
// @boundaries-ignore every bin is fed in one process, and none of them is a library
import { startupBin } from '../../packages/startup-bench/src/startup-bin.ts';
// @boundaries-ignore every bin is fed in one process, and none of them is a library
import { toolchainBin } from '../../packages/toolchain/src/toolchain-bin.ts';
// @boundaries-ignore every bin is fed in one process, and none of them is a library
import { summaryBin } from '../../packages/wasmgate/src/summary.ts';
// @boundaries-ignore every bin is fed in one process, and none of them is a library
import { verifyAll } from '../../packages/wasmgate/src/verify-all/verify-all.ts';
import { NATIVE_FOLDERS, NATIVE_MANIFEST, ARTIFACTS, nativeFile } from '@wasmgate/contracts/layout';
import { sha256 } from '@wasmgate/contracts/sha256';
import { buildReport } from '@wasmgate/contracts/build';
import { featuresReport } from '@wasmgate/contracts/features';
import { memoryReport } from '@wasmgate/contracts/memory';
import { regressionReport } from '@wasmgate/contracts/regression';
import type { Report } from '@wasmgate/contracts/report';
import { sizeReport } from '@wasmgate/contracts/size';
import { startupReport, type NativeBin } from '@wasmgate/contracts/startup';
import { afterAll, expect, test } from 'vitest';
import { hostileDocuments } from './hostile-documents.ts';

// Every text from outside, in every bin: nothing that steers a terminal, a log or a CI runner reaches what is printed.

/** Title, bell, colour, CSI, bidirectional overrides and isolates, NUL, a line of its own, and commands of CI runners. */
const HOSTILE =
  'x\u001b]0;t\u0007\u001b[31mred\u001b[0m\u009b2J\u202e\u2066\u200b\u0000\u007f\r\u2028\n::error::x\n  ::set-env::\nforged ##[error]x ##vso[x]';

/** What the printed text has of it; empty when it is safe. `isColoured`: the colours of Paint are ours. */
function unsafe(text: string, isColoured = false): string[] {
  const plain = isColoured ? text.replaceAll(/\p{Cc}\[(?:1|2|22|3[1239])m(?!red)/gu, '') : text;
  return [
    ...(plain.match(/[^\P{Cc}\n]|[\p{Cf}\u2028\u2029]/gu) ?? []),
    ...(plain.match(/^\s*::.*|##(?:vso)?\[.*|^forged.*/gm) ?? []),
  ].map((each) => JSON.stringify(each));
}

const childCommand = { file: '/nonexistent', args: [] };
const bins = {
  build: buildCommand('0.0.0'),
  size: sizeBin('0.0.0', 'zlib'),
  features: featureCheckBin('0.0.0'),
  startup: startupBin('0.0.0', childCommand),
  memory: memoryBin('0.0.0', childCommand),
  settings: settingsBin('0.0.0'),
  compare: regressionBin('0.0.0'),
  verify: verifyBin('0.0.0'),
  baseline: baselineBin('0.0.0', '2027-01-01'),
  toolchain: toolchainBin('0.0.0', '20.19.0'),
  summary: summaryBin('0.0.0'),
} as const satisfies Record<string, BinSpec>;

const measured = sampleReports();
type Bin = keyof typeof bins;

/** Nothing of this machine: no tool is found, and nothing is installed. */
const home = mkdtempSync(join(tmpdir(), 'wasmgate-home-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const bare = { PATH: '/nonexistent', HOME: home, WASMGATE_INSTALL: 'never' };
const turbo = { ...bare, TURBO_HASH: '0' };

/** What a bin prints, in black and white and in colour, that it should not. */
async function printedBy(
  name: Bin,
  cwd: string,
  argv: readonly string[] = [],
  env: NodeJS.ProcessEnv = bare,
) {
  const wrong: string[] = [];
  for (const colour of [false, true]) {
    const place = { cwd, env: { ...env, ...(colour ? { FORCE_COLOR: '1' } : {}) } };
    const { stdout, stderr } = await capture(bins[name], place, ...argv);
    // As JSON the data is whole: what is escaped is the text.
    if (argv.includes('--json') && stdout !== '') JSON.parse(stdout);
    const defect = stderr.includes('defect of wasmgate') ? [stderr] : [];
    wrong.push(...unsafe(stdout, colour), ...unsafe(stderr, colour), ...defect);
  }
  return wrong;
}

interface Case {
  readonly schema: string;
  /** Relative to the workspace. */
  readonly file: string;
  /** Who reads it, by hand and under turbo. */
  readonly byHand?: readonly Bin[];
  readonly underTurbo?: readonly Bin[];
}

const SUBJECT = 'subjects/sample';
const REPORTS = `${SUBJECT}/target/wasm-bench`;
const judging = ['compare', 'verify', 'baseline'] as const;

const cases: readonly Case[] = [
  {
    schema: 'wasmgate',
    file: `${SUBJECT}/wasmgate.json`,
    byHand: ['size', 'features', 'startup', 'memory', 'build', 'settings', ...judging],
  },
  { schema: 'baseline', file: 'baseline.json', byHand: [...judging, 'startup'] },
  { schema: 'baseline-1', file: 'baseline.json', byHand: judging },
  {
    schema: 'toolchain-lock',
    file: 'toolchain.lock.json',
    byHand: ['build', 'toolchain'],
    underTurbo: ['build'],
  },
  {
    schema: 'environment',
    file: '.wasmgate/environment.json',
    byHand: ['settings'],
    underTurbo: ['settings'],
  },
  { schema: 'settings-build', file: `${REPORTS}/settings/build.json`, underTurbo: ['build', 'verify'] },
  { schema: 'settings-size', file: `${REPORTS}/settings/size.json`, underTurbo: ['size', 'verify'] },
  {
    schema: 'settings-feature-check',
    file: `${REPORTS}/settings/feature-check.json`,
    underTurbo: ['features', 'verify'],
  },
  {
    schema: 'settings-startup-bench',
    file: `${REPORTS}/settings/startup-bench.json`,
    underTurbo: ['startup', 'verify'],
  },
  {
    schema: 'settings-memory',
    file: `${REPORTS}/settings/memory.json`,
    underTurbo: ['memory', 'verify'],
  },
  { schema: 'settings-gate', file: `${REPORTS}/settings/gate.json`, underTurbo: ['compare', 'verify'] },
  ...['build', 'size', 'features', 'startup', 'memory', 'regression'].map((name) => ({
    schema: name,
    file: `${REPORTS}/${name}.json`,
    byHand: [...judging, ...(name === 'build' ? (['features'] as const) : [])],
    underTurbo: ['verify'] as const,
  })),
];

const samples: Readonly<Record<string, unknown>> = {
  'baseline-1': { schema_version: 1, subjects: { sample: { wasm_target: 'x', wasm_size_raw_kb: 1 } } },
  environment: {
    schema_version: 1,
    day: '2027-01-31',
    locked: false,
    compressor: 'zlib',
    v8: '11.3',
    host: {
      host_class: 'a',
      os: 'linux',
      arch: 'x64',
      cpu_model: 'a',
      cores: 2,
      engine: 'wasmtime 49.0.0',
      overridden: false,
    },
    subjects: { sample: { toolchain: null, absent: { message: 'm', fix: 'f', stamp: null }, cargo: null } },
  },
  'toolchain-lock': JSON.parse(readFileSync(join(import.meta.dirname, '../../toolchain.lock.json'), 'utf8')),
};

const argumentsOf = (name: Bin): readonly (readonly string[])[] =>
  name === 'toolchain'
    ? [['environment'], ['doctor']]
    : name === 'features' || name === 'size'
      ? [[], ['--json']]
      : [[]];

/** These work on a workspace, the others on a subject. */
const ofWorkspaces: readonly Bin[] = ['baseline', 'summary'];

test.each(cases)('$file ($schema): no text in it reaches what is printed unescaped', async (each) => {
  const { root, dir, write } = sampleWorkspace(measured, { baseline: acceptAll(measured) });
  await capture(bins.compare, dir);
  const whole = samples[each.schema] ?? JSON.parse(readFileSync(join(root, each.file), 'utf8'));
  const documents = hostileDocuments(each.schema, whole, HOSTILE);
  expect(documents.length).toBeGreaterThan(0);
  const wrong: unknown[] = [];
  for (const { place, document } of documents) {
    for (const [names, env] of [
      [each.byHand, bare],
      [each.underTurbo, turbo],
    ] as const) {
      for (const name of names ?? []) {
        // What a bin writes must not hide what the next one reads.
        write(each.file, document as object);
        for (const argv of argumentsOf(name)) {
          const found = await printedBy(name, ofWorkspaces.includes(name) ? root : dir, argv, env);
          if (found.length > 0) wrong.push({ name, place, argv, found });
        }
      }
    }
  }
  expect(wrong).toEqual([]);
});

test('verify.json: no text in it reaches what is printed of all subjects unescaped', async () => {
  const { root, dir, write } = sampleWorkspace(measured, { baseline: acceptAll(measured) });
  await capture(bins.compare, dir);
  await capture(bins.verify, dir);
  const file = `${REPORTS}/verify.json`;
  const whole = JSON.parse(readFileSync(join(root, file), 'utf8'));
  const found = { code: 'guest_trap', args: { reason: 'x', backtrace: ['x'] } };
  const failures = [{ report: 'startup', ...found }];
  const failed = { ...whole, verdict: 'fail', failures, warnings: [{ ...found, severity: 'warning' }] };
  const documents = hostileDocuments('verify', failed, HOSTILE);
  const wrong: unknown[] = [];
  let [read, table] = [0, ''];
  for (const { place, document } of documents) {
    const all: BinSpec = {
      name: 'verify',
      version: '0.0.0',
      summary: 'as wasmgate verify',
      examples: [],
      command: {
        summary: 'as wasmgate verify',
        run: ({ io }) =>
          verifyAll([], io, async () => {
            write(file, document as object);
            return 0;
          }),
      },
    };
    table = (await capture(all, { cwd: root, env: bare })).stdout;
    const printed = [...unsafe(table), ...(await printedBy('summary', root))];
    if (printed.length > 0) wrong.push({ place, printed });
    if (table.includes('fail')) read += 1;
  }
  expect(wrong).toEqual([]);
  // Some of them are valid, so that their text was printed.
  expect(read).toBeGreaterThan(0);
});

test.each([
  [NATIVE_FOLDERS.built, ['startup', 'verify', 'baseline']],
  [NATIVE_FOLDERS.accepted, ['startup', 'baseline']],
] as const)('%s/native.json: no text in it reaches what is printed unescaped', async (folder, names) => {
  const program = Buffer.from('a program');
  const said = { bin: 'app', args: ['go'], sha256: sha256(program), bytes: program.length };
  const manifest = { schema_version: 1, platform: 'x86_64-linux', linker: 'cc 12', bins: [said] };
  const native: NativeBin = {
    ...said,
    platform: 'x86_64-linux',
    linker: 'cc 12',
    ran: false,
    processes: 0,
    startup_time_ms: null,
    binary_size_kb: 0,
    throughput_invocations_per_sec: null,
    peak_rss_kb: null,
    comparison: null,
    uncompared: 'failed',
  };
  const reports = { ...measured, startup: { ...measured.startup, native: [native] } };
  const config = { native: [{ bin: 'app', args: ['go'] }] };
  const { root, dir, write } = sampleWorkspace(reports, { baseline: acceptAll(measured), config });
  for (const each of Object.values(NATIVE_FOLDERS)) {
    write(join(SUBJECT, each, NATIVE_MANIFEST), manifest);
    write(join(SUBJECT, nativeFile(each, 'app')), program);
  }
  await capture(bins.compare, dir);
  const whole = join(root, SUBJECT, ARTIFACTS.shipped);
  const [artifact, module] = [readFileSync(whole), Buffer.from([0, 97, 115, 109, 1, 0, 0, 0])];
  const wrong: unknown[] = [];
  for (const { place, document } of hostileDocuments('native', manifest, HOSTILE)) {
    for (const name of names) {
      write(join(SUBJECT, folder, NATIVE_MANIFEST), document as object);
      // Programs are read once there is a module to measure.
      for (const path of [ARTIFACTS.shipped, ARTIFACTS.unoptimized]) {
        write(join(SUBJECT, path), name === 'startup' ? module : artifact);
      }
      const found = await printedBy(name, ofWorkspaces.includes(name) ? root : dir);
      if (found.length > 0) wrong.push({ name, place, found });
    }
  }
  expect(wrong).toEqual([]);
});

/** What HTML would read as an element, and what ends an attribute. */
const MARKUP = `"'><img src=x onerror=alert(1)>${HOSTILE}`;

test.each([
  ['build', buildReport],
  ['size', sizeReport],
  ['features', featuresReport],
  ['startup', startupReport],
  ['regression', regressionReport],
] as const)('the page: no text in %s.json becomes markup, or steers', async (name, report) => {
  const { dir } = sampleWorkspace(measured, { baseline: acceptAll(measured) });
  await capture(bins.compare, dir);
  const whole: Reports = {
    name: 'sample',
    check: null,
    tree: null,
    advice: null,
    history: [],
    ...measured,
    regression: regressionReport.read(dir),
  };
  const wrong: unknown[] = [];
  let read = 0;
  for (const { place, document } of hostileDocuments(name, whole[name], MARKUP)) {
    let checked: unknown;
    try {
      checked = (report as Report<unknown>).check(name, document);
    } catch {
      continue;
    }
    read += 1;
    const page = subjectPage({ ...whole, [name]: checked });
    const found = [
      ...(page.match(/[^\P{Cc}\n]|[\p{Cf}\u2028\u2029]/gu) ?? []),
      ...(page.match(/<img|"'>/g) ?? []),
    ];
    if (found.length > 0) wrong.push({ place, found });
  }
  expect(wrong).toEqual([]);
  expect(read).toBeGreaterThan(0);
});

const screen = createScreen(false, null);
const renderings: readonly {
  schema: string;
  report: Report<never>;
  sample: unknown;
  render: (report: never) => string;
}[] = [
  {
    schema: 'build',
    report: buildReport as Report<never>,
    sample: measured.build,
    render: (report) => renderBuild(report, screen),
  },
  {
    schema: 'size',
    report: sizeReport as Report<never>,
    sample: measured.size,
    render: (report) => renderSize(report, { budgets: [], screen, top: 20 }),
  },
  {
    schema: 'features',
    report: featuresReport as Report<never>,
    sample: measured.features,
    render: (report) => renderFeatures(report, screen),
  },
  {
    schema: 'startup',
    report: startupReport as Report<never>,
    sample: measured.startup,
    render: (report) => renderStartup(report, [], screen),
  },
  {
    schema: 'memory',
    report: memoryReport as Report<never>,
    sample: measured.memory,
    render: (report) => renderMemory(report, screen),
  },
  {
    schema: 'regression',
    report: regressionReport as Report<never>,
    sample: null,
    render: (report) => renderRegression(report, screen),
  },
];

test.each(renderings)(
  '$schema: what renders it makes every text printable where it enters',
  async ({ schema, report, sample, render }) => {
    const { dir } = sampleWorkspace(measured, { baseline: acceptAll(measured) });
    await capture(bins.compare, dir);
    const wrong: unknown[] = [];
    for (const { place, document } of hostileDocuments(
      schema,
      sample ?? regressionReport.read(dir),
      HOSTILE,
    )) {
      let checked: never;
      try {
        checked = report.check(schema, document);
      } catch {
        continue;
      }
      // What CI runners take for a command is for the stream to see: it stands within a line.
      const found = unsafe(render(checked)).filter((each) => !each.includes('##'));
      if (found.length > 0) wrong.push({ place, found });
    }
    expect(wrong).toEqual([]);
  },
);

test.each(Object.keys(bins) as Bin[])('%s: arguments', async (name) => {
  const { dir } = sampleWorkspace(measured);
  const wrong: unknown[] = [];
  const of = name === 'toolchain' ? [['install', '--target', HOSTILE]] : [];
  for (const argv of [
    [HOSTILE],
    [HOSTILE, HOSTILE],
    [`--${HOSTILE}`],
    ['--jsom'],
    ['x.wasm', '--config', HOSTILE],
    ['--out', join(home, HOSTILE)],
    ['--accept', HOSTILE],
    ['--subject', HOSTILE],
    ['--top', HOSTILE],
    ['--compress', HOSTILE],
    ['--tool', HOSTILE],
    ['--against', HOSTILE],
    ['--rounds', HOSTILE],
    ...of,
  ]) {
    // A path cannot hold it; what names one is said before it is looked for, or refused.
    const found = await printedBy(name, dir, argv);
    if (found.length > 0) wrong.push({ argv, found });
  }
  expect(wrong).toEqual([]);
});

test('files that are no JSON, in folders of such names', async () => {
  const folder = `a\u001b[2J\u202eb\n::error::x\nforged`;
  const { root, write } = sampleWorkspace(measured);
  const wrong: unknown[] = [];
  for (const content of [HOSTILE, `{"crate": ${HOSTILE}`, `{"${HOSTILE}`]) {
    write(`subjects/${folder}/wasmgate.json`, content);
    write('baseline.json', content);
    for (const name of Object.keys(bins) as Bin[]) {
      const found = await printedBy(
        name,
        join(root, 'subjects', folder),
        name === 'toolchain' ? ['doctor'] : [],
      );
      if (found.length > 0) wrong.push({ name, content, found });
    }
  }
  expect(wrong).toEqual([]);
});

test('our own colours survive, and a suggestion of commander', async () => {
  const { dir } = sampleWorkspace(measured);
  const { stdout } = await capture(bins.compare, { cwd: dir, env: { FORCE_COLOR: '1' } });
  expect(stdout).toContain('\u001b[3');
  expect((await capture(bins.compare, dir, '--jsom')).stderr).toContain(
    "unknown option '--jsom' (Did you mean --json?)",
  );
});
