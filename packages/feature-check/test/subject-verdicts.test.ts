import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { featuresReport } from '@wasmgate/contracts/features';
import { coreModule, type TestModule } from './wasm-bytes.ts';
import { checkIn, groupOf, runCheck } from './run-check.ts';
import { subjectFolder, unit } from './subject.ts';
import { symbols } from './symbols.ts';

const linked: TestModule = { functions: [{ name: 'run', export: 'run' }] };
const tokio = { name: 'tokio', crates: ['tokio'] };
const groups = (...list: readonly unknown[]) => ({ groups: list });

const check = async (subject: Parameters<typeof subjectFolder>[0], ...argv: readonly string[]) => {
  const { code, report } = await checkIn(subjectFolder(subject), ...argv);
  return { code, report, group: groupOf(report, 'tokio') };
};

describe('crate rules of a subject', () => {
  it('are proven by the compiled units', async () => {
    const units = [unit('echo'), unit('tokio-lite'), unit('tokio_macros')];
    const { code, group, report } = await check({ linked, units, features: groups(tokio) });
    expect(code).toBe(0);
    expect(group).toMatchObject({ verdict: 'absent_proven', level: 'units' });
    expect(report.evidence_levels).toEqual(['units', 'names', 'imports', 'strings']);
    expect(report.inspected.map(({ artifact }) => artifact)).toEqual([
      'target/wasm-bench/build/linked.wasm',
      'target/wasm-bench/build/shipped.wasm',
    ]);
  });

  it('fail on a crate that was compiled for wasm though nothing of it is seen: it may be inlined', async () => {
    const units = [unit('echo'), unit('tokio', { version: '1.54.1', features: ['sync'] })];
    const { code, group, report } = await check({ linked, units, features: groups(tokio) });
    expect(code).toBe(1);
    expect(group).toMatchObject({
      verdict: 'inconclusive',
      level: null,
      missing: ['absence of the compiled unit'],
      evidence: [{ source: 'unit', matched: 'tokio', text: 'tokio 1.54.1 (lib), features sync' }],
    });
    expect(report.findings).toMatchObject([{ code: 'feature_inconclusive', severity: 'violation' }]);
  });

  it('are content with names when features.require says so', async () => {
    const features = { require: ['names'], ...groups(tokio) };
    const { code, group } = await check({ linked, units: [unit('tokio')], features });
    expect(code).toBe(0);
    expect(group).toMatchObject({ verdict: 'absent_by_evidence', level: 'names', evidence_count: 1 });
  });

  it('do not count what only the host runs', async () => {
    const units = [
      unit('tokio', { side: 'host' }),
      unit('tokio', { kind: ['custom-build'] }),
      unit('tokio', { kind: ['proc-macro'] }),
    ];
    expect((await check({ linked, units, features: groups(tokio) })).group.verdict).toBe('absent_proven');
  });

  it.each(['std', 'hashbrown', 'cfg-if'])(
    'prove nothing of %s, which the standard library brings',
    async (crate) => {
      const { group } = await check({
        linked,
        units: [unit('echo')],
        features: groups({ name: 'tokio', crates: [crate] }),
      });
      expect(group).toMatchObject({ verdict: 'absent_by_evidence', level: 'names' });
    },
  );

  it('see a crate in the names whatever the units say', async () => {
    const functions = [{ name: 'run', export: 'run', calls: [1] }, { name: symbols.function }];
    const { code, group } = await check({ linked: { functions }, units: [], features: groups(tokio) });
    expect(code).toBe(1);
    expect(group).toMatchObject({ verdict: 'present_reachable', level: 'names' });
  });

  it('know a library by another name than its package', async () => {
    const units = [unit('rt-core', { target: 'tiny_rt' })];
    const functions = [{ name: 'tiny_rt::spawn', export: 'run' }];
    const features = groups({ name: 'tokio', crates: ['rt-core'] });
    const { group } = await check({ linked: { functions }, units, features });
    expect(group).toMatchObject({ verdict: 'present_reachable', evidence: [{ matched: 'rt-core' }, {}] });
  });
});

describe('a crate rule that can match nothing', () => {
  const dependencies = {
    locked: ['echo', 'serde_json', 'tokio', 'time', 'tiny-rt'],
    aliases: [{ alias: 'runtime', package: 'tokio' }],
  };
  const of = async (crate: string, ...argv: readonly string[]) => {
    const units = [unit('echo'), unit('tiny-rt', { target: 'rt_impl' })];
    const features = groups({ name: 'tokio', crates: [crate] });
    return check({ linked, units, dependencies, features }, ...argv);
  };

  it.each([
    ['tokioo', 'tokio', 'misspelt'],
    ['toiko', 'tokio', 'misspelt'],
    ['tkoio', 'tokio', 'misspelt'],
    ['serde-jsn', 'serde_json', 'misspelt'],
    ['runtime', 'tokio', 'alias'],
  ])('%s is not called absent for certain: %s was meant', async (rule, meant, is) => {
    const { code, group, report } = await of(rule);
    expect(code).toBe(0);
    expect(group).toMatchObject({ verdict: 'absent_by_evidence', level: 'names', fails: false });
    const args = { group: 'tokio', rule, meant, is };
    expect(report.findings).toEqual([{ code: 'rule_unmatched', severity: 'warning', args }]);
    expect((await of(rule, '--strict')).code).toBe(1);
  });

  it.each(['tokio', 'Tokio', 'serde-json', 'mio', 'mime', 'reqwest', 'tokio-util', 'std'])(
    '%s is no mistake',
    async (rule) => {
      expect((await of(rule)).report.findings).toEqual([]);
    },
  );

  it('is said in words, with what to write', async () => {
    const features = groups({ name: 'tokio', crates: ['runtime'] });
    const dir = subjectFolder({ linked, units: [unit('echo')], dependencies, features });
    expect((await runCheck(dir, [])).stdout).toContain('what Cargo.toml calls the package tokio');
  });

  it('is not told from others where nobody wrote down what there is', async () => {
    const features = groups({ name: 'tokio', crates: ['tokioo'] });
    const { group, report } = await check({ linked, units: [unit('echo')], features });
    expect([group.verdict, report.findings]).toEqual(['absent_proven', []]);
  });

  it.each(['tiny-rt', 'rt_impl', 'rt-impl'])('is not %s: a package and its library are one', async (rule) => {
    const features = groups({ name: 'tokio', crates: [rule] });
    const units = [unit('tiny-rt', { target: 'rt_impl' })];
    const functions = [{ name: 'rt_impl::spawn', export: 'run' }];
    const names = await check({ linked: { functions }, units, dependencies, features });
    expect(names.group.verdict).toBe('present_reachable');
    const shipped = coreModule({ functions: [{ export: 'run' }], data: ['/r/tiny-rt-1.0.0/src/lib.rs'] });
    const strings = await check({ linked, shipped, units, dependencies, features });
    expect(strings.group.verdict).toBe('present_retained');
  });
});

describe('pattern and path rules of a subject', () => {
  const patterns = { name: 'tokio', crates: ['tokio'], patterns: ['tokio_runtime'] };

  it('that do not match are evidence, never a proof: a module of its own has no crate of its own', async () => {
    const { group } = await check({ linked, units: [unit('echo')], features: groups(patterns) });
    expect(group).toMatchObject({
      verdict: 'absent_by_evidence',
      level: 'names',
      answers: [
        { rules: 'crates', verdict: 'absent_proven', level: 'units' },
        { rules: 'patterns', verdict: 'absent_by_evidence', level: 'names' },
      ],
    });
  });

  it('are inconclusive without names, though a prebuilt file is taken as it is', async () => {
    const stripped: TestModule = { functions: [{ export: 'run' }] };
    const crate = await check({ linked: stripped, units: [unit('echo')], features: groups(patterns) });
    expect(crate.code).toBe(1);
    expect(crate.group).toMatchObject({ verdict: 'inconclusive', missing: ['names'] });
    const prebuilt = await check({ linked: stripped, units: null, features: groups(patterns) });
    expect(prebuilt.code).toBe(0);
    expect(prebuilt.group).toMatchObject({ verdict: 'absent_by_evidence', level: 'strings' });
  });

  it('look at the linked names, and at the strings of what ships', async () => {
    const shipped = coreModule({ functions: [{ export: 'run' }], data: ['tokio_runtime'] });
    const inString = await check({ linked, shipped, units: [unit('echo')], features: groups(patterns) });
    expect(inString.group.verdict).toBe('mentioned_only');
    const functions = [{ name: 'my_tokio_runtime', export: 'run' }];
    const inName = await check({ linked: { functions }, units: [unit('echo')], features: groups(patterns) });
    expect(inName.group.verdict).toBe('present_reachable');
  });

  it('match module paths by whole segments', async () => {
    const features = groups({ name: 'tokio', paths: ['tokio::sync'] });
    const named = (name: string) =>
      check({ linked: { functions: [{ name, export: 'x' }] }, units: [], features });
    expect((await named(symbols.function)).group.verdict).toBe('present_reachable');
    expect((await named('tokio::synchronous::run')).group.verdict).toBe('absent_by_evidence');
    expect((await named('tokio::time::run')).group.verdict).toBe('absent_by_evidence');
  });
});

describe('import rules', () => {
  const features = groups({ name: 'tokio', imports: ['wasi:sockets/*', 'env.exec'] });
  const importing = (module: string, name: string) =>
    check({ linked: { ...linked, imports: [[module, name]] }, units: [], features });

  it('are proven by the list of imports', async () => {
    const { group } = await importing('env', 'execute');
    expect(group).toMatchObject({ verdict: 'absent_proven', level: 'imports' });
  });

  it.each([
    ['wasi:sockets/tcp@0.2.0', 'connect'],
    ['env', 'exec'],
  ])('catch %s %s', async (module, name) => {
    const { code, group } = await importing(module, name);
    expect(code).toBe(1);
    expect(group).toMatchObject({
      verdict: 'present_retained',
      level: 'imports',
      evidence: [{ source: 'import' }],
    });
  });
});

describe('a subject', () => {
  const good = { linked, units: [unit('echo')], features: groups(tokio) };

  it('gets its report, which --exit-zero only records', async () => {
    const dir = subjectFolder({ ...good, units: [unit('tokio')] });
    expect((await runCheck(dir, ['--exit-zero'])).code).toBe(0);
    expect(featuresReport.read(dir)).toMatchObject({ verdict: 'fail', subject: expect.any(String) });
  });

  it('whose files are not those that build.json speaks of is refused', async () => {
    for (const name of ['linked', 'shipped']) {
      const dir = subjectFolder(good);
      const other = coreModule({ functions: [{ name: 'other', export: 'run' }] });
      writeFileSync(join(dir, `target/wasm-bench/build/${name}.wasm`), other);
      const { code, stderr } = await runCheck(dir, []);
      expect(code).toBe(2);
      expect(stderr).toMatch(new RegExp(`${name}\\.wasm: is not the file that build\\.json speaks of`));
    }
  });

  it('without a build.json is refused, and says which task makes it', async () => {
    const dir = subjectFolder(good);
    rmSync(join(dir, 'target/wasm-bench/build.json'));
    const { code, stderr } = await runCheck(dir, []);
    expect(code).toBe(2);
    expect(stderr).toContain('turbo run build');
  });

  it('with a group that has no rule fails: a check that cannot fail proves nothing', async () => {
    const { code, group } = await check({ ...good, features: groups({ name: 'tokio' }) });
    expect(code).toBe(1);
    expect(group).toMatchObject({ verdict: 'inconclusive', missing: ['rules'] });
  });

  it('without groups says that nothing was checked', async () => {
    const { code, stdout } = await runCheck(subjectFolder({ linked, units: [] }), []);
    expect(code).toBe(0);
    expect(stdout).toContain('nothing was checked');
  });

  it('writes the same report twice', async () => {
    const dir = subjectFolder(good);
    await runCheck(dir, []);
    const first = readFileSync(featuresReport.path(dir), 'utf8');
    await runCheck(dir, []);
    expect(readFileSync(featuresReport.path(dir), 'utf8')).toBe(first);
    expect(first).not.toContain(dir);
  });
});
