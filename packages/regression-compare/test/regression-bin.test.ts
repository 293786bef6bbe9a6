import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { regressionReport } from '@wasmgate/contracts/regression';
import { describe, expect, it } from 'vitest';
import { regressionBin } from '../src/regression-bin.ts';
import { capture } from '@wasmgate/cli-kit/testing';
import { acceptAll, seed } from './sample-baseline.ts';
import { sampleReports } from './sample-reports.ts';
import { sampleWorkspace } from './sample-subject.ts';

const bin = regressionBin('0.0.0');
const reports = sampleReports();

describe('wasm-regression-compare in a subject', () => {
  it('writes regression.json, prints a table and the counted verdict', async () => {
    const { dir } = sampleWorkspace(reports, { baseline: acceptAll(reports) });
    const { code, stdout } = await capture(bin, dir);
    expect(code).toBe(0);
    const { counts, verdict } = regressionReport.read(dir);
    expect(verdict).toBe('pass');
    expect(stdout).toContain(`pass: ${counts.gated} gated, ${counts.not_comparable} not comparable`);
  });

  it('exits 1 on a regression, with the command that accepts it, and 0 with --exit-zero', async () => {
    const larger = { rawBytes: 90_000 };
    const { dir } = sampleWorkspace(sampleReports(larger), { ...larger, baseline: acceptAll(reports) });
    const { code, stdout } = await capture(bin, dir);
    expect(code).toBe(1);
    expect(stdout).toContain('npx wasmgate baseline --accept wasm_size_raw_kb --subject sample');
    expect((await capture(bin, dir, '--exit-zero')).code).toBe(0);
    expect(regressionReport.read(dir).verdict).toBe('fail');
  });

  it('exits 1 under --strict when something cannot be compared', async () => {
    const { dir } = sampleWorkspace(reports, { baseline: acceptAll(reports) });
    expect((await capture(bin, dir, '--strict')).code).toBe(1);
    expect(regressionReport.read(dir).strict).toBe(true);
  });

  it('prints the report alone with --json, the same whenever it runs', async () => {
    const { dir } = sampleWorkspace(reports, { baseline: seed });
    const { stdout } = await capture(bin, dir, '--json');
    expect(stdout).toBe(readFileSync(regressionReport.path(dir), 'utf8'));
    expect((await capture(bin, dir, '--json')).stdout).toBe(stdout);
  });

  it.each(['size', 'startup'] as const)(
    'names a stale %s.json and the task that makes it (2)',
    async (name) => {
      const stale = { ...reports, [name]: sampleReports({ rawBytes: 5 })[name] };
      const { dir } = sampleWorkspace(stale, { baseline: acceptAll(reports) });
      const { code, stderr } = await capture(bin, dir);
      expect(code).toBe(2);
      expect(stderr).toContain(`${name}.json is stale`);
      const task = { size: 'size', startup: 'startup-bench' }[name];
      expect(stderr).toContain(`npx turbo run ${task} --filter=sample`);
      expect(existsSync(regressionReport.path(dir))).toBe(false);
    },
  );

  it.each(['size', 'startup'] as const)(
    'takes %s.json as stale by artifact_sha256 alone, whatever else it says',
    async (name) => {
      const other = { ...reports[name], artifact_sha256: '0'.repeat(64) };
      const { dir } = sampleWorkspace({ ...reports, [name]: other }, { baseline: acceptAll(reports) });
      const { code, stderr } = await capture(bin, dir);
      expect([code, stderr]).toEqual([2, expect.stringContaining(`${name}.json is stale`)]);
    },
  );

  it('names every missing or invalid report at once (2), and leaves an earlier regression.json whole', async () => {
    const { dir, write } = sampleWorkspace(reports, { baseline: acceptAll(reports) });
    await capture(bin, dir);
    const before = readFileSync(regressionReport.path(dir), 'utf8');
    rmSync(join(dir, 'target/wasm-bench/size.json'));
    write('subjects/sample/target/wasm-bench/startup.json', '{"schema_version": 2}');
    const { code, stderr } = await capture(bin, dir);
    expect(code).toBe(2);
    expect(stderr).toContain('size.json: does not exist');
    expect(stderr).toContain('startup.json: $');
    expect(stderr).toContain('npx turbo run size startup-bench --filter=sample');
    expect(readFileSync(regressionReport.path(dir), 'utf8')).toBe(before);
  });

  it('takes a workspace without baseline.json, or without this subject in it, as nothing accepted yet', async () => {
    const { dir, write } = sampleWorkspace(reports);
    expect((await capture(bin, dir)).code).toBe(0);
    write('baseline.json', { schema_version: 2, subjects: { other: seed } });
    expect((await capture(bin, dir)).stdout).toContain('nothing was accepted for this subject yet');
  });

  it('refuses an invalid baseline.json, and one that shares no key (2)', async () => {
    const { dir, write } = sampleWorkspace(reports);
    write('baseline.json', { schema_version: 2, subjects: {}, subject: {} });
    const { code, stderr } = await capture(bin, dir);
    expect([code, stderr]).toEqual([2, expect.stringContaining('did you mean "subjects"')]);
    write('baseline.json', { schema_version: 2, subjects: { sample: { mood: 1 } } });
    expect((await capture(bin, dir)).code).toBe(2);
  });

  it('outside a subject says what to do (2)', async () => {
    const { root } = sampleWorkspace(reports);
    const { code, stderr } = await capture(bin, root);
    expect([code, stderr]).toEqual([2, expect.stringContaining('RESULTS.json')]);
  });

  it('prints no control character of a hostile name', async () => {
    const name = 'wasm_fuel_\u001b[2J\u202e';
    const hostile = sampleReports({ exact: { [name]: { value: 9, basis: { engine: '\u001b[31m' } } } });
    const baseline = acceptAll(
      sampleReports({ exact: { [name]: { value: 1, basis: { engine: '\u001b[31m' } } } }),
    );
    const { dir } = sampleWorkspace(hostile, { baseline });
    const { code, stdout } = await capture(bin, dir);
    expect(code).toBe(1);
    expect(stdout).not.toContain('\u001b');
    expect(stdout).not.toContain('\u202e');
  });
});

describe('wasm-regression-compare by hand', () => {
  const native = { startup_time_ms: 3.5, binary_size_kb: 4710, throughput_invocations_per_sec: 418 };

  it('compares two flat files, default and given threshold', async () => {
    const { root, write } = sampleWorkspace(reports);
    write('results.json', { ...native, startup_time_ms: 3.7 });
    write('accepted.json', native);
    expect((await capture(bin, root, 'results.json', 'accepted.json')).code).toBe(0);
    expect((await capture(bin, root, 'results.json', 'accepted.json', '5')).code).toBe(1);
    expect((await capture(bin, root, 'results.json', 'accepted.json', '5.8%')).code).toBe(0);
    expect(existsSync(join(root, 'target'))).toBe(false);
  });

  it.each(['-5', '-0.1', 'NaN', 'Infinity', 'ten', '', '5,5', '--'])(
    'refuses the threshold %j (2)',
    async (text) => {
      const { root, write } = sampleWorkspace(reports);
      write('results.json', native);
      const { code, stderr } = await capture(bin, root, 'results.json', 'results.json', '--', text);
      expect(code).toBe(2);
      expect(stderr).toContain('THRESHOLD: expected a percentage');
    },
  );

  it('warns of a threshold that gates nothing, and refuses one that is no number', async () => {
    const { root, write } = sampleWorkspace(reports);
    write('results.json', { ...native, startup_time_ms: 20 });
    write('accepted.json', native);
    const args = ['results.json', 'accepted.json'] as const;
    const { code, stdout } = await capture(bin, root, ...args, '500', '--json');
    const { findings, verdict } = regressionReport.check('stdout', JSON.parse(stdout));
    expect([code, verdict]).toEqual([0, 'pass']);
    expect(findings).toEqual([
      { code: 'tolerance_absurd', severity: 'warning', args: { tolerance_pct: 500 } },
    ]);
    expect((await capture(bin, root, ...args, '100', '--json')).stdout).not.toContain('tolerance_absurd');
    expect((await capture(bin, root, ...args, '9'.repeat(400))).code).toBe(2);
  });

  it('says so plainly when a negative threshold stands without --', async () => {
    const { root, write } = sampleWorkspace(reports);
    write('results.json', native);
    const { code, stderr } = await capture(bin, root, 'results.json', 'results.json', '-5');
    expect([code, stderr]).toEqual([2, expect.stringContaining('a negative one would fail')]);
  });

  it('uses the nearest baseline.json, flat or of a workspace', async () => {
    const { root, dir, write } = sampleWorkspace(reports, { baseline: acceptAll(reports, seed) });
    write('subjects/sample/results.json', { ...native, throughput_invocations_per_sec: 300 });
    const { code, stdout } = await capture(bin, dir, 'results.json');
    expect(code).toBe(1);
    expect(stdout).toContain('throughput_invocations_per_sec is 300');
    // What the subject's own tasks measure is not demanded of a native results file.
    expect(stdout).toContain('wasm_size_raw_kb (unmeasured)');
    write('baseline.json', { ...native, throughput_invocations_per_sec: 310 });
    expect((await capture(bin, dir, 'results.json')).code).toBe(0);
    rmSync(join(root, 'baseline.json'));
    expect((await capture(bin, dir, 'results.json')).stderr).toContain('no baseline.json here');
  });

  it('demands all native metrics once one is given', async () => {
    const { root, write } = sampleWorkspace(reports, { baseline: seed });
    write('results.json', { startup_time_ms: 3.5 });
    const { code, stdout } = await capture(bin, root, 'results.json');
    expect(code).toBe(1);
    expect(stdout).toContain('binary_size_kb stands in the baseline (4710), but was not measured');
  });

  it('asks which subject when there are several, and takes the one named', async () => {
    const { root, write } = sampleWorkspace(reports);
    write('baseline.json', { schema_version: 2, subjects: { sample: seed, other: {} } });
    write('results.json', native);
    const { code, stderr } = await capture(bin, root, 'results.json');
    expect([code, stderr]).toEqual([2, expect.stringContaining('--subject NAME')]);
    expect((await capture(bin, root, 'results.json', '--subject', 'sample')).code).toBe(0);
    expect((await capture(bin, root, 'results.json', '--subject', 'smaple')).code).toBe(2);
  });

  it.each([
    ['missing.json', 'does not exist'],
    ['.', 'is a folder'],
    ['text.json', 'is not JSON'],
    ['nested.json', '$.a'],
    ['empty.json', '$'],
  ])('refuses %s (2)', async (file, message) => {
    const { root, write } = sampleWorkspace(reports, { baseline: seed });
    write('text.json', 'startup_time_ms: 3');
    write('nested.json', { a: { b: 1 } });
    write('empty.json', {});
    const { code, stderr } = await capture(bin, root, file);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  it('writes where --out says, and nowhere else', async () => {
    const { root, write } = sampleWorkspace(reports, { baseline: seed });
    write('results.json', native);
    await capture(bin, root, 'results.json', '--out', 'out/r.json', '--quiet');
    const text = readFileSync(join(root, 'out/r.json'), 'utf8');
    expect(regressionReport.check('r.json', JSON.parse(text)).mode).toBe('flat');
  });
});
