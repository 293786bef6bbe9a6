import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readBaseline } from '@wasmgate/contracts/baseline';
import { readNative, writeNative } from '@wasmgate/contracts/native';
import { ARTIFACTS, NATIVE_FOLDERS, nativeFile } from '@wasmgate/contracts/layout';
import { sizeReport } from '@wasmgate/contracts/size';
import { startupReport, type NativeBin } from '@wasmgate/contracts/startup';
import { compareSubject, readReports } from '../../src/index.ts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { capture, scratchFolder } from '@wasmgate/cli-kit/testing';
import { sampleReports } from '../sample-reports.ts';
import { sampleWorkspace } from '../sample-subject.ts';
import { baselineBin } from '../../src/accept/baseline-bin.ts';

const bin = baselineBin('0.1.0', '2026-11-24');

/** Spelled as a person might: what is not touched must stay like this. */
const seedText = `{
  "$schema": "./schemas/baseline.schema.json",
  "schema_version": 2,
  "subjects": {
    "other": { "startup_time_ms": 1.50,  "note":"kept" },
    "sample": {
      "startup_time_ms": 3.50,
      "binary_size_kb": 4710.0,
      "throughput_invocations_per_sec": 4.18e2,
      "timestamp": "2026-02-17",
      "mood": { "of":"the day" },
      "wasm_size_raw_kb": 57.9,
      "wasm_allocator": "dlmalloc",
      "wasm_target": "wasm32-wasip2",
      "wasm_instantiation_cold_ms": null,
      "wasm_instantiation_warm_ms": null
    }
  }
}
`;

function seeded(text = seedText) {
  const workspace = sampleWorkspace(sampleReports());
  workspace.write('baseline.json', text);
  const file = join(workspace.root, 'baseline.json');
  const run = (...argv: string[]) => capture(bin, workspace.root, ...argv);
  return { ...workspace, file, run, text: () => readFileSync(file, 'utf8') };
}

describe('wasm-baseline', () => {
  it('without --accept shows old and new, and writes nothing', async () => {
    const { run, text, dir } = seeded();
    const { code, stdout } = await run();
    expect(code).toBe(0);
    expect(stdout).toMatch(/wasm_size_raw_kb +57\.9 +79\.2 +\+37 %/);
    expect(stdout).toMatch(/wasm_instantiation_cold_ms +null +45/);
    expect(stdout).toContain('nothing was written');
    expect(text()).toBe(seedText);
    expect(existsSync(join(dir, 'baseline'))).toBe(false);
  });

  it('accepts figures, basis, the two nulls, artifacts and toolchain', async () => {
    const { run, dir, file } = seeded();
    expect((await run('--accept')).code).toBe(0);
    const entry = readBaseline(file).subjects['sample'];
    expect(entry).toMatchObject({
      timestamp: '2026-11-24',
      wasm_size_raw_kb: 79.2,
      wasm_size_gzip_kb: 35.6,
      wasm_instantiation_cold_ms: 45,
      wasm_instantiation_warm_ms: 0.016,
      exact: { wasm_fuel_init: { value: 12, basis: { engine: 'wasmtime 49.0.0 cranelift' } } },
      timed: { 'linux x64 test': { wasm_cold_aot_ms: { p50: 1.1, n: 15, wasmtime: '49.0.0' } } },
      artifact: { bytes: 81_147, basis: { toolchain: 'debian rustc 1.97.1' } },
    });
    for (const which of ['shipped', 'named'] as const) {
      const copy = readFileSync(join(dir, 'baseline', `${which}.wasm`));
      expect(copy.equals(readFileSync(join(dir, ARTIFACTS[which])))).toBe(true);
    }
  });

  it('keeps native and unknown keys, and other subjects, to the letter', async () => {
    const { run, text } = seeded();
    await run('--accept');
    for (const line of [
      '"other": {\n      "startup_time_ms": 1.50,\n      "note": "kept"\n    }',
      '"startup_time_ms": 3.50,\n      "binary_size_kb": 4710.0,\n      "throughput_invocations_per_sec": 4.18e2,',
      '"mood": { "of":"the day" },',
    ]) {
      expect(text()).toContain(line);
    }
  });

  it('makes the comparison pass, with nothing left but timed figures to compare', async () => {
    const { run, dir, file } = seeded();
    await run('--accept');
    const reports = readReports(dir, []);
    expect(reports).not.toBeNull();
    const baseline = readBaseline(file).subjects['sample'] ?? null;
    const report = compareSubject({
      name: 'sample',
      gate: {},
      reports: reports!,
      baseline,
      strict: false,
    });
    expect(report.verdict).toBe('pass');
    expect(new Set(report.metrics.map(({ status }) => status))).toEqual(
      new Set(['identical', 'pass', 'not_comparable', 'unmeasured', 'uncompared']),
    );
  });

  it('a second time writes nothing, also on another day', async () => {
    const { run, text, root } = seeded();
    await run('--accept');
    const before = text();
    const again = await capture(baselineBin('0.1.0', '2027-01-01'), root, '--accept');
    expect([again.code, text()]).toEqual([0, before]);
    expect(again.stdout).toContain('nothing to write');
  });

  it('accepts only what is named', async () => {
    const { run, file, dir } = seeded();
    await run('--accept', 'wasm_size_raw_kb', 'wasm_fuel_init', '--subject', 'sample');
    const entry = readBaseline(file).subjects['sample'];
    expect(Object.keys(entry?.exact ?? {})).toEqual(['wasm_fuel_init', 'wasm_size_raw_kb']);
    expect(entry).toMatchObject({ wasm_size_raw_kb: 79.2, wasm_instantiation_cold_ms: null });
    expect(entry).not.toHaveProperty('timed');
    expect(entry).not.toHaveProperty('artifact');
    expect(existsSync(join(dir, 'baseline'))).toBe(false);
  });

  it('drops what is no longer measured, and shows that first', async () => {
    const { run, file, write, text } = seeded();
    await run('--accept');
    const [line = ''] = /"wasm_fuel_init": .*/.exec(text()) ?? [];
    const gone = ['gone', 'also'].map((name) => line.replace('init', name));
    write('baseline.json', text().replace(line, [...gone, line].join('\n')));
    expect((await run()).stdout).toMatch(/wasm_fuel_gone .*no longer measured: removed/);
    await run('--accept', 'wasm_fuel_gone');
    const named = Object.keys(readBaseline(file).subjects['sample']?.exact ?? {});
    expect(named).not.toContain('wasm_fuel_gone');
    expect(named).toContain('wasm_fuel_also');
    await run('--accept');
    expect(readBaseline(file).subjects['sample']?.exact).not.toHaveProperty('wasm_fuel_also');
  });

  it('keeps the timed figures of other machine classes', async () => {
    const timed = { elsewhere: { wasm_cold_aot_ms: { p50: 2, n: 5, wasmtime: '48.0.0' } } };
    const { run, file } = seeded(
      JSON.stringify({ schema_version: 2, subjects: { sample: { wasm_allocator: 'dlmalloc', timed } } }),
    );
    await run('--accept');
    expect(readBaseline(file).subjects['sample']?.timed).toMatchObject(timed);
  });

  it('accepts a native metric by name and from a results file only', async () => {
    const { run, file, text, write } = seeded();
    write('results.json', { startup_time_ms: 3.1, binary_size_kb: null });
    expect((await run('--accept', 'startup_time_ms')).code).toBe(2);
    expect((await run('--from', 'results.json')).code).toBe(2);
    expect((await run('--accept', 'binary_size_kb', '--from', 'results.json')).code).toBe(2);
    expect(text()).toBe(seedText);
    expect((await run('--accept', 'startup_time_ms', '--from', 'results.json')).code).toBe(0);
    expect(readBaseline(file).subjects['sample']).toMatchObject({ startup_time_ms: 3.1 });
    expect(text()).toContain('"binary_size_kb": 4710.0');
  });

  it('accepts native programs of this workspace: figures, bytes and the manifest, and nothing else', async () => {
    const workspace = seeded();
    const { run, file, dir, text } = workspace;
    const { startup } = sampleReports();
    const bytes = Buffer.from('a program');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const times = { iterations: 20, min_ms: 1, max_ms: 3, mean_ms: 2, p50_ms: 2, p90_ms: 2.5, p99_ms: 2.9 };
    const app: NativeBin = {
      bin: 'app',
      args: [],
      sha256,
      bytes: bytes.length,
      platform: 'x86_64-linux',
      linker: 'cc 12',
      ran: true,
      processes: 20,
      startup_time_ms: times,
      binary_size_kb: 0,
      throughput_invocations_per_sec: 500,
      peak_rss_kb: { processes: 7, p50: 2000, min: 1996, max: 2008 },
      comparison: null,
    };
    startupReport.write(dir, { ...startup, native: [app] });
    const { built, accepted } = NATIVE_FOLDERS;
    workspace.write(`subjects/sample/${nativeFile(built, 'app')}`, bytes);
    expect((await run()).stderr).toContain('native.json is missing');
    writeNative(join(dir, built), {
      schema_version: 1,
      platform: 'x86_64-linux',
      linker: 'cc 12',
      bins: [{ bin: 'app', sha256, bytes: bytes.length, args: [] }],
    });
    const names = [
      'native',
      ...['binary_size_kb', 'startup_time_ms', 'throughput_invocations_per_sec'].map(
        (figure) => `native.app.${figure}`,
      ),
    ];
    expect((await run('--accept', ...names)).code).toBe(0);

    const entry = readBaseline(file).subjects['sample'];
    const basis = { toolchain: 'debian rustc 1.97.1', linker: 'cc 12' };
    expect(entry?.native).toEqual({ app: { sha256, bytes: bytes.length, platform: 'x86_64-linux', basis } });
    expect(entry?.exact).toEqual({
      'native.app.binary_size_kb': { value: 0.0088, basis },
    });
    expect(entry?.timed?.['linux x64 test']).toEqual({
      'native.app.startup_time_ms': { p50: 2, n: 20 },
      'native.app.throughput_invocations_per_sec': { p50: 500, n: 20 },
    });
    expect(text()).toContain('"startup_time_ms": 3.50,\n      "binary_size_kb": 4710.0,');
    expect(entry).not.toHaveProperty('artifact');
    expect(readFileSync(nativeFile(join(dir, accepted), 'app')).equals(bytes)).toBe(true);
    expect(readNative(join(dir, accepted))).toEqual(readNative(join(dir, built)));
    expect(existsSync(join(dir, 'baseline/shipped.wasm'))).toBe(false);
    expect((await run('--accept', ...names)).stdout).toContain('nothing to write');
  });

  it('keeps the figures of another machine in a set beside, from its reports and nothing else', async () => {
    const workspace = seeded();
    const { run, file, dir, write } = workspace;
    await run('--accept');
    const before = readBaseline(file).subjects['sample'];
    const ci = sampleReports({ basis: 'rustup rustc 1.97.1', rawBytes: 82_000, hostClass: 'a runner' });
    for (const [name, report] of [
      ['build', ci.build],
      ['size', ci.size],
      ['startup', ci.startup],
      ['memory', ci.memory],
    ] as const) {
      write(`artifact/sample/target/wasm-bench/${name}.json`, report);
    }
    const { code, stdout } = await run('--accept', '--basis', 'ci', '--reports', 'artifact');
    expect(code).toBe(0);
    expect(stdout).toMatch(/accepted: commit baseline\.json\n/);
    const { exact_also: sets, ...rest } = readBaseline(file).subjects['sample']!;
    expect(rest).toEqual(before);
    expect(Object.keys(sets?.['ci'] ?? {})).toEqual(Object.keys(before?.exact ?? {}));
    expect(sets?.['ci']?.['wasm_size_raw_kb']).toMatchObject({
      value: 80.0781,
      basis: { toolchain: 'rustup rustc 1.97.1' },
    });
    expect(readFileSync(join(dir, 'baseline/shipped.wasm'))).toHaveLength(81_147);
    const again = await run('--accept', '--basis', 'ci', '--reports', 'artifact');
    expect(again.stdout).toContain('nothing to write');
    // Accepting here leaves the set as it is.
    await run('--accept');
    expect(readBaseline(file).subjects['sample']?.exact_also).toEqual(sets);
  });

  it('refuses reports that it cannot file (2)', async () => {
    const { run, text, write } = seeded();
    write('artifact/build.json', sampleReports({ name: 'another' }).build);
    write('artifact/size.json', sampleReports().size);
    write('artifact/startup.json', sampleReports().startup);
    write('artifact/memory.json', sampleReports().memory);
    const said = async (...argv: string[]) => (await run('--accept', ...argv)).stderr;
    expect(await said('--reports', 'artifact')).toContain('is no figure of this one');
    expect(await said('--basis', 'ci', '--reports', 'artifact')).toContain('of "another", not of sample');
    expect(await said('--basis', 'ci', '--reports', 'nowhere')).toContain('has no reports of sample');
    expect(await said('--basis', '../ci')).toContain('is no name');
    expect(text()).toBe(seedText);
  });

  it('names every name that is none, and the one that was probably meant (2)', async () => {
    const { run, text } = seeded();
    const { code, stderr } = await run('--accept', 'wasm_size_row_kb', 'wasm_fuel_init', 'nonsense');
    expect(code).toBe(2);
    expect(stderr).toContain(
      '"wasm_size_row_kb": nothing of that name was measured or accepted; did you mean wasm_size_raw_kb?',
    );
    expect(stderr).toMatch(/"nonsense": nothing of that name was measured or accepted\n/);
    expect(text()).toBe(seedText);
  });

  it('says only what it wrote: no folder without a copy, nothing of metrics that were not named', async () => {
    const { run } = seeded();
    await run('--accept', 'wasm_fuel_init');
    const again = await run('--accept', 'wasm_fuel_init');
    expect(again.stdout).toContain('nothing to accept of wasm_fuel_init');
    expect((await run('--accept', 'wasm_size_raw_kb')).stdout).toMatch(/accepted: commit baseline\.json\n/);
    expect((await run('--accept')).stdout).toContain('commit baseline.json and baseline/ of sample');
  });

  it('ratchets: what got better is accepted, and nothing worse or new, no artifact and no time', async () => {
    const { run, file, dir, text, write } = seeded();
    await run('--accept');
    const accepted = text();
    // The figures as they were before an improvement of one and a regression of another, and one that is new.
    write(
      'baseline.json',
      accepted
        .replace(/("wasm_size_raw_kb": \{ "value": )[\d.]+/, '$190')
        .replace(/("wasm_fuel_init": \{ "value": )12/, '$11')
        .replace(/ *"wasm_imports": \{.*\n/, ''),
    );
    rmSync(join(dir, 'baseline/shipped.wasm'));
    expect((await run('--ratchet')).stdout).toMatch(/accepted: commit baseline\.json\n/);
    const exact = readBaseline(file).subjects['sample']?.exact ?? {};
    expect(exact['wasm_size_raw_kb']?.value).toBe(79.2451);
    expect(exact['wasm_fuel_init']?.value).toBe(1);
    expect(exact).not.toHaveProperty('wasm_imports');
    expect(existsSync(join(dir, 'baseline/shipped.wasm'))).toBe(false);
    expect((await run('--ratchet')).stdout).toContain('nothing to write');
  });

  it('names the markers of an unfinished merge, and their line (2)', async () => {
    const { run, write } = seeded();
    write('baseline.json', seedText.replace('    "other"', '<<<<<<< HEAD\n    "other"'));
    const { code, stderr } = await run('--accept');
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('baseline.json: has conflict markers (line 5)'),
    ]);
  });

  it('makes baseline.json when there is none', async () => {
    const { run, file } = seeded();
    rmSync(file);
    expect((await run('--accept')).code).toBe(0);
    expect(readBaseline(file).subjects['sample']).toHaveProperty('exact');
  });

  it('refuses missing, stale and invalid input, and writes nothing (2)', async () => {
    const { run, dir, text, write } = seeded();
    expect((await run('--accept', 'wasm_size_row_kb')).code).toBe(2);
    expect((await run('--accept', '--subject', 'smaple')).stderr).toContain('the subjects are: sample');
    write(`subjects/sample/${ARTIFACTS.named}`, 'other bytes');
    expect((await run('--accept')).stderr).toContain('named.wasm');
    sizeReport.write(dir, sampleReports({ rawBytes: 9 }).size);
    const { code, stderr } = await run('--accept');
    expect([code, stderr]).toEqual([2, expect.stringContaining('size.json is stale')]);
    expect(stderr).toContain('npx turbo run size');
    expect(text()).toBe(seedText);
    write('baseline.json', '{"schema_version": 2, "subject": {}}');
    expect((await run()).code).toBe(2);
  });
});

describe.skipIf(process.platform === 'win32')('an accepted artifact that is none', () => {
  it('is not waited for when it is a FIFO', async () => {
    const { run, dir } = seeded();
    mkdirSync(join(dir, 'baseline'));
    execFileSync('mkfifo', [join(dir, 'baseline/shipped.wasm')]);
    const { code, stderr } = await run();
    expect([code, stderr]).toEqual([2, expect.stringContaining('shipped.wasm: is not a regular file')]);
  });

  it('is neither read nor written where it, or its folder, leads out of the workspace', async () => {
    for (const link of ['baseline', 'baseline/named.wasm']) {
      const { run, dir, text } = seeded();
      const others = scratchFolder(onTestFinished, { 'named.wasm': 'of somebody' });
      mkdirSync(dirname(join(dir, link)), { recursive: true });
      symlinkSync(link === 'baseline' ? others : join(others, 'named.wasm'), join(dir, link));
      const { code, stderr } = await run('--accept');
      expect([code, stderr]).toEqual([2, expect.stringContaining('leads out of its workspace')]);
      expect(text()).toBe(seedText);
      expect(readdirSync(others)).toEqual(['named.wasm']);
    }
  });
});
