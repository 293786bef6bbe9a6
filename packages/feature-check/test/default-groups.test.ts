import { describe, expect, it } from 'vitest';
import { defaultGroups } from '../src/rules/default-groups.ts';
import { coreModule } from './wasm-bytes.ts';
import { checkFile, groupOf } from './run-check.ts';

const patterns = defaultGroups.flatMap(({ name, patterns: texts = [] }) =>
  texts.map((text): [string, string] => [name, text]),
);
const crates = defaultGroups.flatMap(({ name, crates: texts = [] }) =>
  texts.map((text): [string, string] => [name, text]),
);

describe('the built-in groups', () => {
  it('are the six groups and 17 patterns of clawft', () => {
    expect(defaultGroups.map(({ name }) => name)).toEqual([
      'channels',
      'services',
      'tokio',
      'reqwest',
      'native-exec',
      'vector-memory',
    ]);
    expect(patterns).toHaveLength(17);
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

  it.each(crates)('%s: finds the crate %s', async (name, crate) => {
    const functions = [{ name: `${crate.replaceAll('-', '_')}::start`, export: 'run' }];
    const { report } = await checkFile(coreModule({ functions }));
    expect(groupOf(report, name).evidence[0]).toMatchObject({ source: 'name', matched: crate });
  });
});
