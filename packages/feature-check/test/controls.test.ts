import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildReport } from '@wasmgate/contracts/build';
import { ARTIFACTS } from '@wasmgate/contracts/layout';
import { describe, expect, it } from 'vitest';
import { checkBytes, groups, rowOf, useControls, type Groups, type Row } from './check-control.ts';
import { witness } from './control-witness.ts';
import { controlNames, type ControlName } from './controls.ts';
import { checkIn, folder, groupOf, runCheck } from './run-check.ts';
import { component } from './wasm-bytes.ts';

// Real cargo, real tokio, the real wasm-build: what each control is must come out, and nothing else.

const { built, subjectOf, bytesOf, checkControl } = useControls();

const proven: Row = { crate: 'absent_proven units', clawft: 'absent_by_evidence names' };
const reachable: Row = { crate: 'present_reachable names', clawft: 'present_reachable names' };
const undecided: Row = { crate: 'inconclusive null', clawft: 'inconclusive null' };
const mentioned: Row = { crate: 'mentioned_only strings', clawft: 'mentioned_only strings' };

/** What each control must get, as a subject: docs/features.md says why. */
const expected: Readonly<Record<ControlName, Row>> = {
  plain: proven,
  linked: reachable,
  inlined: undecided,
  merged: reachable,
  'behind-dyn': reachable,
  'says-so': mentioned,
  'tokio-lite-user': proven,
  'type-argument': reachable,
  'type-name': undecided,
  'host-only': proven,
  audited: proven,
};

async function matrix(rules: Groups = groups): Promise<Record<string, Row>> {
  const rows: Record<string, Row> = {};
  for (const name of controlNames) rows[name] = rowOf(await checkControl(name, rules));
  return rows;
}

describe('controls, as subjects', () => {
  it('each get exactly the verdict that they must', async () => {
    expect(await matrix()).toEqual(expected);
  });

  // What must change when one rule does: a check that cannot fail proves nothing.
  const [byCrate = { name: '' }, asClawft = { name: '' }] = groups;
  it.each<[string, Groups, readonly ControlName[]]>([
    [
      'the crate is another one',
      [{ ...byCrate, crates: ['tokio-lite'] }, asClawft],
      [
        'linked',
        'inlined',
        'merged',
        'behind-dyn',
        'says-so',
        'tokio-lite-user',
        'type-argument',
        'type-name',
      ],
    ],
    [
      'the patterns are others',
      [byCrate, { ...asClawft, crates: [], patterns: ['rayon::'] }],
      ['linked', 'inlined', 'merged', 'behind-dyn', 'says-so', 'type-argument', 'type-name'],
    ],
    ['a pattern is a plain word', [byCrate, { ...asClawft, patterns: ['tokio'] }], ['tokio-lite-user']],
    [
      'a path stands for the crate',
      [{ name: 'crate', paths: ['tokio::runtime'] }, asClawft],
      controlNames.filter((name) => !['linked', 'says-so'].includes(name)),
    ],
  ])('make the matrix fail when %s', async (_what, flipped, noticing) => {
    const rows = await matrix(flipped);
    expect(
      controlNames.filter((name) => JSON.stringify(rows[name]) !== JSON.stringify(expected[name])),
    ).toEqual(noticing);
  });
});

describe('each control', () => {
  const nothing = { units: '', names: false, text: false, lite: false, audited: false, merged: true };
  const used = { ...nothing, units: 'wasm' };
  it.each<[ControlName, ReturnType<typeof witness>]>([
    ['plain', nothing],
    ['linked', { ...used, names: true, text: true, merged: false }],
    ['inlined', used],
    ['merged', { ...used, names: true }],
    ['behind-dyn', { ...used, names: true, text: true, merged: false }],
    ['says-so', { ...nothing, text: true }],
    ['tokio-lite-user', { ...nothing, lite: true }],
    ['type-argument', { ...used, names: true, merged: false }],
    ['type-name', { ...used, text: true }],
    ['host-only', { ...nothing, units: 'host' }],
    ['audited', { ...nothing, audited: true }],
  ])('%s is what it says', (name, what) => {
    expect(witness(built(), name)).toEqual(what);
  });

  it('cannot be taken for another: swapping any two fails a test', async () => {
    const rows = new Map<string, ControlName>();
    for (const name of controlNames) {
      const via = (await checkControl(name)).groups[0]?.evidence[0]?.certain;
      const row = JSON.stringify([witness(built(), name), expected[name], via]);
      expect([name, rows.get(row)]).toEqual([name, undefined]);
      rows.set(row, name);
    }
  });
});

const nested = (module: Uint8Array) => component({ component: component({ module }) });

describe('tokio, really linked', () => {
  it('comes with a path of direct calls from the export', async () => {
    const { evidence } = groupOf(await checkControl('linked'), 'crate');
    const named = evidence.filter(({ source }) => source === 'name');
    expect(named.every(({ certain }) => certain === true)).toBe(true);
    expect(named[0]?.via?.[0]).toBe('export run = run.command_export');
    expect(named[0]?.via?.at(-1)).toContain('tokio::');
    expect(evidence.map(({ source }) => source)).toContain('unit');
  });

  it('is found by path and by function, and what to use instead is said by the rule', async () => {
    const rule = { reason: 'starts a runtime', instead: 'a plain call' };
    const report = await checkControl('linked', [
      { name: 'path', paths: ['tokio::runtime::builder'] },
      {
        name: 'function',
        rules: [{ function: 'tokio::util::rand::RngSeed::new', ...rule }],
      },
      {
        name: 'other',
        functions: ['tokio::util::rand::RngSeed::newer', 'RngSeed::new', 'tokio::util::rand::RngSeed'],
      },
    ]);
    expect(rowOf(report)).toMatchObject({
      path: 'present_reachable names',
      other: 'absent_by_evidence names',
    });
    const { verdict, evidence } = groupOf(report, 'function');
    expect(verdict).toBe('present_reachable');
    expect(evidence[0]).toMatchObject(rule);
    const args = expect.objectContaining({ group: 'function', instead: rule.instead });
    expect(report.findings).toContainEqual(expect.objectContaining({ args }));
  });

  it('stripped, is given away by the source paths of its panics', async () => {
    const report = await checkBytes(bytesOf('linked', 'shipped'));
    expect(rowOf(report)).toEqual({ crate: 'present_retained strings', clawft: 'present_retained strings' });
    expect(report.evidence_levels).toEqual(['imports', 'strings']);
    expect(report.groups[0]?.evidence[0]?.text).toMatch(/tokio-1\.54\.1\/src\//);
  });

  it('stripped, cannot be cleared where names are demanded', async () => {
    const config = {
      wasm: 'a.wasm',
      features: { require: ['names'], groups: [{ name: 'mio', crates: ['mio'] }] },
    };
    const dir = folder({ 'a.wasm': bytesOf('linked', 'shipped'), 'gate.json': JSON.stringify(config) });
    const { report } = await checkIn(dir, 'a.wasm', '--config', 'gate.json');
    expect(rowOf(report)).toEqual({ mio: 'inconclusive null' });
  });

  it('inside a nested component, is found by its names, and stripped by its strings', async () => {
    const report = await checkBytes(nested(bytesOf('linked', 'linked')));
    expect(rowOf(report)).toEqual(reachable);
    expect(report.groups[0]?.evidence[0]?.where).toMatch(
      /^component \/ component 0 \/ core module 0 \/ func/,
    );
    expect(rowOf(await checkBytes(nested(bytesOf('linked', 'shipped'))))).toEqual({
      crate: 'present_retained strings',
      clawft: 'present_retained strings',
    });
  });
});

describe('what has no name of its own left', () => {
  it('merged by wasm-opt, is decided on the linked module, and its alias is named', async () => {
    expect(rowOf(await checkBytes(bytesOf('merged', 'named')))).toEqual({
      crate: 'absent_by_evidence names',
      clawft: 'absent_by_evidence names',
    });
    const report = await checkControl('merged');
    const { evidence } = groupOf(report, 'crate');
    expect(evidence[0]).toMatchObject({
      text: 'merged::step::<tokio::sync::mpsc::error::SendError<u32>>',
      shipped_as: ['merged::step::<[u32; 2]>'],
      aliases: ['merged::step::<[u32; 2]>'],
    });
    expect(report.inspected.map(({ artifact }) => artifact)).toEqual([
      ARTIFACTS.linked,
      ARTIFACTS.named,
      ARTIFACTS.shipped,
    ]);
  });

  it('merged by wasm-opt, is not judged by a named.wasm that build.json does not speak of', async () => {
    const dir = subjectOf('merged');
    writeFileSync(join(dir, ARTIFACTS.named), bytesOf('plain', 'named'));
    const { code, stderr } = await runCheck(dir, []);
    expect(code).toBe(2);
    expect(stderr).toMatch(/named\.wasm: is not the file that build\.json speaks of/);
  });

  it('only inlined, is undecided in a subject, and not seen in a file: the units alone know', async () => {
    expect(groupOf(await checkControl('inlined'), 'crate')).toMatchObject({
      missing: ['absence of the compiled unit'],
      evidence: [{ source: 'unit', matched: 'tokio' }],
    });
    expect(rowOf(await checkBytes(bytesOf('inlined', 'linked')))).toEqual({
      crate: 'absent_by_evidence names',
      clawft: 'absent_by_evidence names',
    });
  });

  it('behind dyn, is reached by an indirect call, and the path says that it is only possible', async () => {
    const [first] = groupOf(await checkControl('behind-dyn'), 'crate').evidence;
    expect(first?.certain).toBe(false);
    expect(first?.via?.some((step) => step.startsWith('(call_indirect) '))).toBe(true);
  });
});

describe('mentions', () => {
  it('by a string are found by a string rule too, wherever the word stands', async () => {
    const rules: Groups = [{ name: 'word', strings: ['TOKIO'] }];
    expect(rowOf(await checkControl('says-so', rules))).toEqual({ word: 'mentioned_only strings' });
    // Names do not count for it.
    expect(rowOf(await checkControl('tokio-lite-user', rules))).toEqual({
      word: 'absent_by_evidence strings',
    });
  });

  it("by a type's name alone are no more than that in a file, where no unit was compiled", async () => {
    expect(rowOf(await checkBytes(bytesOf('type-name', 'linked')))).toEqual(mentioned);
  });

  it('by .dep-v0 alone count where the section is; it does not ship', async () => {
    expect(rowOf(await checkBytes(bytesOf('audited', 'linked')))).toEqual({
      crate: 'mentioned_only strings',
      clawft: 'mentioned_only strings',
    });
    expect(rowOf(await checkBytes(bytesOf('audited', 'shipped')))).toEqual({
      crate: 'absent_by_evidence strings',
      clawft: 'absent_by_evidence strings',
    });
  });
});

describe('build scripts and proc-macros', () => {
  it('are host units of a real build, and prove nothing against it', async () => {
    const { units } = buildReport.read(join(built(), 'host-only'));
    const of = (name: string) =>
      (units ?? []).filter((unit) => unit.name === name).map(({ kind, side }) => `${kind.join()} ${side}`);
    expect(of('tokio')).toEqual(['lib host']);
    expect(of('host-macro')).toEqual(['proc-macro host']);
    expect(of('host-only').toSorted()).toEqual(['cdylib wasm', 'custom-build host']);
    const report = await checkControl('host-only', [{ name: 'crate', crates: ['tokio', 'host-macro'] }]);
    expect(rowOf(report)).toEqual({ crate: 'absent_proven units' });
  });
});
