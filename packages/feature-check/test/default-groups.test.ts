import { describe, expect, it } from 'vitest';
import { defaultGroups } from '../src/rules/default-groups.ts';
import { coreModule } from './wasm-bytes.ts';
import { checkFile, checkIn, folder, groupOf, runCheck } from './run-check.ts';

const patterns = defaultGroups.flatMap(({ name, patterns: texts = [] }) =>
  texts.map((text): [string, string] => [name, text]),
);
const crates = defaultGroups.flatMap(({ name, crates: texts = [] }) =>
  texts.map((text): [string, string] => [name, text]),
);

describe('the built-in groups', () => {
  it('are the six groups of clawft, and its patterns but for one that is a module of many', () => {
    expect(defaultGroups.map(({ name }) => name)).toEqual([
      'channels',
      'services',
      'tokio',
      'reqwest',
      'native-exec',
      'vector-memory',
    ]);
    expect(patterns).toHaveLength(16);
  });

  it.each(patterns)('%s: finds %s in a name and in a string, and in nothing else', async (name, pattern) => {
    const functions = [{ name: `x_${pattern}_y`, export: 'run' }];
    const named = await checkFile(coreModule({ functions }));
    expect(groupOf(named.report, name).verdict).toBe('present_reachable');
    const mentioned = await checkFile(coreModule({ functions: [{ name: 'run' }], data: [`a ${pattern} b`] }));
    expect(groupOf(mentioned.report, name).verdict).toBe('mentioned_only');
    const others = [...named.report.groups, ...mentioned.report.groups].filter(
      (group) => group.name !== name,
    );
    expect(others.map(({ fails }) => fails)).toEqual(Array.from({ length: 10 }, () => false));
  });

  it("are said to be clawft's, and only where nothing else was asked for", async () => {
    const bytes = coreModule({ functions: [{ name: 'run', export: 'run' }] });
    expect((await checkFile(bytes)).report.default_groups).toBe(true);
    const dir = folder({ 'app.wasm': bytes, 'gate.json': JSON.stringify({ wasm: 'app.wasm' }) });
    const asked = await checkIn(dir, 'app.wasm', '--config', 'gate.json');
    expect(asked.report.default_groups).toBeUndefined();
    expect((await runCheck(dir, ['app.wasm'])).stdout).toContain("these are clawft's groups");
  });

  it("do not take a module called services for clawft's, as a subject can ask for", async () => {
    const bytes = coreModule({ functions: [{ name: 'shop::services::cart::add', export: 'run' }] });
    const { code, report } = await checkFile(bytes);
    expect([code, groupOf(report, 'services').verdict]).toEqual([0, 'absent_by_evidence']);
    const clawfts = coreModule({ functions: [{ name: 'clawft_services::start', export: 'run' }] });
    expect((await checkFile(clawfts)).code).toBe(1);
    const groups = [{ name: 'services', patterns: ['services::'] }];
    const gate = JSON.stringify({ wasm: 'app.wasm', features: { groups } });
    const dir = folder({ 'app.wasm': bytes, 'gate.json': gate });
    expect((await checkIn(dir, 'app.wasm', '--config', 'gate.json')).code).toBe(1);
  });

  it.each(crates)('%s: finds the crate %s', async (name, crate) => {
    const functions = [{ name: `${crate.replaceAll('-', '_')}::start`, export: 'run' }];
    const { report } = await checkFile(coreModule({ functions }));
    expect(groupOf(report, name).evidence[0]).toMatchObject({ source: 'name', matched: crate });
  });
});
