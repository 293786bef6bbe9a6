import { createHash } from 'node:crypto';
import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Input } from '@wasmgate/cli-kit';
import { findingText, nativeText } from '@wasmgate/words';
import { scratchFolder } from '@wasmgate/cli-kit/testing';
import { writeNative } from '@wasmgate/contracts/native';
import { ARTIFACTS, NATIVE_FOLDERS, nativeFile } from '@wasmgate/contracts/layout';
import { judgeComparison } from '@wasmgate/contracts/judge-comparison';
import { startupReport } from '@wasmgate/contracts/startup';
import { comparedMetrics } from '@wasmgate/contracts/startup-figures';
import type { SubjectConfig } from '@wasmgate/contracts/subject';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startupTold, type StartupTold } from '../src/measure/startup-told.ts';
import { benchNative, nativePairs } from '../src/native/bench-native.ts';
import { useProgram } from './program.ts';
import { wasmtime, wat } from './wat.ts';

const run = promisify(execFile);
const program = useProgram();

/** Real programs: what the system starts by their first line. */
const script = (body: string): string => `#!/bin/sh\n${body}\n`;
const quick = script('exit 0');
const PLATFORM = 'x86_64-linux';

/** A shell that reads so many bytes into a variable: how many makes no difference to its time. */
const holding = (bytes: number) => script(`x=$(head -c ${bytes} /dev/zero | tr "\\\\0" a); : "$x"`);

/** Puts a program where the build would, or where an accepted one lies; `said` is what its manifest says it is. */
function put(dir: string, which: keyof typeof NATIVE_FOLDERS, text: string, said: object = {}): void {
  const folder = join(dir, NATIVE_FOLDERS[which]);
  mkdirSync(dirname(nativeFile(folder, 'app')), { recursive: true });
  writeFileSync(nativeFile(folder, 'app'), text);
  const sha256 = createHash('sha256').update(text).digest('hex');
  const { platform = PLATFORM, ...bin } = said as { platform?: string };
  const bins = [{ bin: 'app', sha256, bytes: text.length, args: ['go'], ...bin }];
  writeNative(folder, { schema_version: 1, platform, linker: 'a linker', bins });
}

const config: SubjectConfig = {
  crate: { manifest: 'Cargo.toml', target: 'wasm32-wasip2', profile: 'release' },
  native: [{ bin: 'app', args: ['go'] }],
};

function input(dir: string): Input<StartupTold> {
  const subject = { name: 'sample', dir, config };
  const settings = startupTold.derive(subject);
  return { kind: 'subject', subject, file: '', label: '', settings, gate: null };
}

function bench(dir: string, deadlineMs = 10_000) {
  const baseline = { label: 'baseline/shipped.wasm', nativeFolder: join(dir, NATIVE_FOLDERS.accepted) };
  return benchNative(nativePairs(input(dir), baseline), {
    workDir: mkdtempSync(join(dir, 'work-')),
    deadlineMs,
    signal: new AbortController().signal,
    rounds: 10,
    isFull: false,
    onProgress: () => {},
    onStep: () => {},
  });
}

const running = async (words: string) => (await run('ps', ['-eo', 'args'])).stdout.includes(words);
/** By the process id, so that it is ours. */
const endless = `sleep ${7000 + (process.pid % 1000)}.${process.pid}`;

describe.skipIf(process.platform === 'win32')('programs of the host', { timeout: 60_000 }, () => {
  test('figures of fresh processes; the arguments are given and the environment is empty', async () => {
    const dir = scratchFolder(onTestFinished);
    // A shell sets PWD and its like by itself: HOME and PATH of this process must not be there.
    put(dir, 'built', script('[ "$1" = go ] && [ -z "$HOME" ] && [ "$(ls -A | wc -l)" = 0 ]'));
    const { report, findings } = await bench(dir);
    expect(findings).toEqual([]);
    const [app] = report ?? [];
    expect(app).toMatchObject({
      bin: 'app',
      args: ['go'],
      platform: PLATFORM,
      linker: 'a linker',
      ran: true,
      processes: 30,
      comparison: null,
      uncompared: 'no_baseline',
    });
    const mean = app?.startup_time_ms?.mean_ms ?? 0;
    expect(app?.throughput_invocations_per_sec).toBeCloseTo(1000 / mean, 0);
    expect(app?.startup_time_ms?.iterations).toBe(30);
    const memory = process.platform === 'linux' ? ', .* kB of memory' : '';
    const said = new RegExp(`^native app: P50 .* runs a second${memory}; nothing accepted`);
    expect(app && nativeText(app)).toMatch(said);
  });

  test.each([
    ['an exit other than 0', 'exit 3', 10_000, 'exited with status 3'],
    ['a signal', 'kill -9 $$', 10_000, 'was ended by SIGKILL'],
    ['one that does not end', endless, 300, 'did not end within 300 ms'],
  ])('%s is a violation and never a sample', async (_, body, deadlineMs, reason) => {
    const dir = scratchFolder(onTestFinished);
    put(dir, 'built', script(body));
    const { report, findings } = await bench(dir, deadlineMs);
    expect(report).toMatchObject([
      { ran: false, processes: 0, startup_time_ms: null, throughput_invocations_per_sec: null },
    ]);
    expect(findings).toEqual([
      { code: 'native_failed', severity: 'violation', args: { bin: 'app', reason } },
    ]);
    expect(findings.map(findingText)).toEqual([`the native program app ${reason}`]);
    expect(await running(endless)).toBe(false);
  });

  test('what cannot be started is a violation', async () => {
    const dir = scratchFolder(onTestFinished);
    put(dir, 'built', '#!/nowhere/at/all\n');
    const { findings } = await bench(dir);
    expect(findings).toMatchObject([
      { code: 'native_failed', args: { reason: expect.stringMatching(/cannot be/) } },
    ]);
  });

  test('the same bytes are not compared by time', async () => {
    const dir = scratchFolder(onTestFinished);
    put(dir, 'built', quick);
    put(dir, 'accepted', quick);
    const { report } = await bench(dir);
    expect(report?.[0]?.comparison).toMatchObject({
      skipped: 'identical_bytes',
      baseline: { artifact: 'baseline/native/app' },
      metric: { name: 'native.app.startup_time_ms', status: 'identical' },
      runs: [],
    });
  });

  test('a slower one is found, twice, with its interval and every round', async () => {
    const dir = scratchFolder(onTestFinished);
    // A hundred times a start: found beside anything that this machine may do meanwhile.
    put(dir, 'built', script('sleep 0.3'));
    put(dir, 'accepted', quick);
    const { report, findings } = await bench(dir);
    const { comparison } = report?.[0] ?? {};
    expect(comparison).toMatchObject({ rounds: 10 });
    const metric = comparison?.metric;
    // Whether a machine holds still is not for a test to say: where the null moved, and only there, nothing is proven.
    const moved = metric?.null?.moved;
    expect(metric).toMatchObject({
      name: 'native.app.startup_time_ms',
      ...(moved === true ? { status: 'unproven', reason: 'null_moved' } : { status: 'regressed' }),
    });
    expect(metric?.interval[0]).toBeGreaterThan(1);
    const attempts = 1 + (metric?.earlier.length ?? 0);
    expect(attempts).toBeGreaterThanOrEqual(2);
    expect(comparison?.runs).toHaveLength(10 * attempts);
    expect(comparison?.throughput?.head).toBeLessThan(comparison?.throughput?.baseline ?? 0);
    expect(findings).toEqual([]);
    const name = 'native.app.startup_time_ms';
    const unproven = {
      code: 'startup_unproven',
      severity: 'warning',
      args: { metrics: [name], reason: 'null_moved' },
    };
    const regressed = { code: 'startup_regressed', severity: 'violation', args: { metric: name } };
    expect(judgeComparison(comparedMetrics({ comparison: null, native: report }), false)).toMatchObject([
      moved === true ? unproven : regressed,
    ]);
  });

  test.skipIf(process.platform !== 'linux')('one that takes more memory is found', async () => {
    const dir = scratchFolder(onTestFinished);
    put(dir, 'built', holding(1_000_000));
    put(dir, 'accepted', holding(4_000));
    const { report } = await bench(dir);
    const [app] = report ?? [];
    const { peak_rss: peak } = app?.comparison ?? {};
    expect(peak?.metric).toMatchObject({
      name: 'native.app.peak_rss_kb',
      status: 'regressed',
      head_ms: null,
      earlier: expect.arrayContaining([expect.objectContaining({ ratio: expect.any(Number) })]),
    });
    expect(peak?.head_kb).toBeGreaterThan((peak?.baseline_kb ?? 0) + 800);
    expect(app?.peak_rss_kb).toMatchObject({ processes: 7 });
    const found = judgeComparison(comparedMetrics({ comparison: null, native: report }), false);
    const words = found.map(findingText).join('\n');
    expect(words).toContain('native.app.peak_rss_kb is larger than the baseline');
  });

  test('one of another platform is not run; one that fails is a warning', async () => {
    const dir = scratchFolder(onTestFinished);
    put(dir, 'built', quick);
    put(dir, 'accepted', script('exit 1'), { platform: 'aarch64-darwin' });
    expect(await bench(dir)).toMatchObject({ report: [{ uncompared: 'other_platform' }], findings: [] });
    put(dir, 'accepted', script('exit 1'));
    expect(await bench(dir)).toMatchObject({
      report: [{ ran: true, comparison: null, uncompared: 'failed' }],
      findings: [{ code: 'native_failed', severity: 'warning', path: 'baseline/native/app' }],
    });
  });

  test('what is not what its manifest says is not run', () => {
    const dir = scratchFolder(onTestFinished);
    const pairs = () => nativePairs(input(dir), null);
    expect(pairs).toThrow(/native\.json: does not exist, though wasmgate\.json names programs/);
    put(dir, 'built', quick, { args: ['come'] });
    expect(pairs).toThrow(/is older than \$\.native of wasmgate\.json \(app\)/);
    put(dir, 'built', quick, { sha256: '0'.repeat(64) });
    expect(pairs).toThrow(/its bytes are not those of native\.json/);
    rmSync(nativeFile(join(dir, NATIVE_FOLDERS.built), 'app'));
    expect(pairs).toThrow(/does not exist, though native\.json names it/);
  });

  test(
    'wasm-startup-bench reports them; killed by force, it leaves none behind',
    { timeout: 120_000 },
    async () => {
      const { libraryPath } = await wasmtime();
      const wasm = await wat('(module (func (export "f")))');
      const dir = scratchFolder(onTestFinished, {
        'wasmgate.json': JSON.stringify(config),
        [ARTIFACTS.shipped]: wasm,
        [ARTIFACTS.unoptimized]: wasm,
      });
      const temporary = mkdtempSync(join(tmpdir(), 'wasmgate-test-'));
      onTestFinished(() => rmSync(temporary, { recursive: true, force: true }));
      const env = {
        PATH: process.env['PATH'] ?? '',
        HOME: dir,
        TMPDIR: temporary,
        WASMGATE_LIBWASMTIME: libraryPath,
      };
      const { file, args } = program.command();

      put(dir, 'built', quick);
      put(dir, 'accepted', quick);
      const { stdout } = await run(file, [...args, '--json'], { cwd: dir, env, maxBuffer: 2 ** 24 });
      const report = startupReport.check('stdout', JSON.parse(stdout));
      expect(report.native).toMatchObject([{ bin: 'app', ran: true, uncompared: 'no_baseline' }]);

      put(dir, 'built', script(endless));
      const child = spawn(file, [...args], { cwd: dir, env, stdio: 'ignore' });
      for (let attempt = 0; attempt < 600 && !(await running(endless)); attempt++) await sleep(50);
      expect(await running(endless)).toBe(true);
      await sleep(500);
      child.kill('SIGKILL');
      for (let attempt = 0; attempt < 100 && (await running(endless)); attempt++) await sleep(50);
      expect(await running(endless)).toBe(false);
    },
  );
});
