import type { SubjectConfig } from '@wasmgate/contracts/subject';
import { describe, expect, it } from 'vitest';
import { compareLimits, limitName } from '../../src/diff/compare-limits.ts';

const wasm = 'prebuilt/a.wasm';
const crate = { manifest: 'Cargo.toml', target: 'wasm32-wasip2', profile: 'release' } as const;
const exception = {
  group: 'tokio',
  match: 'tokio',
  reason: 'until the port',
  owner: 'me',
  expires: '2027-01-31',
};

const groups = (...list: NonNullable<SubjectConfig['features']>['groups']) => ({
  features: { groups: list },
});

function compare(before: Partial<SubjectConfig>, after: Partial<SubjectConfig>): string[] {
  return compareLimits({ wasm, ...before }, { wasm, ...after }).map(({ path, kind, reason }) =>
    [kind, limitName(path), ...(reason === null ? [] : [`(${reason})`])].join(' '),
  );
}

describe('what lets more pass is loosened, and the other way round tightened', () => {
  it.each<[string, Partial<SubjectConfig>, Partial<SubjectConfig>, string]>([
    [
      'a budget',
      { budgets: { wasm_size_raw_kb: 1 } },
      { budgets: { wasm_size_raw_kb: 2 } },
      'budgets.wasm_size_raw_kb',
    ],
    ['no budget', { budgets: { wasm_size_raw_kb: 1 } }, {}, 'budgets.wasm_size_raw_kb'],
    [
      'a tolerance',
      { policy: { wasm_size_raw_kb: { tolerance: '1%' } } },
      { policy: { wasm_size_raw_kb: { tolerance: '3%' } } },
      'policy.wasm_size_raw_kb',
    ],
    [
      'the tolerance by default',
      {},
      { policy: { wasm_size_raw_kb: { tolerance: '3%' } } },
      'policy.wasm_size_raw_kb',
    ],
    [
      'a tolerance and its default',
      { policy: { wasm_size_raw_kb: { tolerance: '1%' } } },
      {},
      'policy.wasm_size_raw_kb',
    ],
    ['an export', { exports: ['run', 'init'] }, { exports: ['run'] }, 'exports.init'],
    ['a group', groups({ name: 'tokio', crates: ['tokio', 'mio'] }), groups(), 'features.groups.tokio'],
    [
      'a rule',
      groups({ name: 'tokio', crates: ['tokio', 'mio'] }),
      groups({ name: 'tokio', crates: ['tokio'] }),
      'features.groups.tokio.crates.mio',
    ],
    [
      'a pattern',
      groups({ name: 'tokio', patterns: ['tokio::'] }),
      groups({ name: 'tokio' }),
      'features.groups.tokio.patterns.tokio::',
    ],
    [
      'a mention',
      groups({ name: 'tokio' }),
      groups({ name: 'tokio', mention: 'warn' }),
      'features.groups.tokio.mention',
    ],
    [
      'a required import',
      { features: { groups: [], required: { imports: ['a'] } } },
      groups(),
      'features.required.imports.a',
    ],
    [
      'evidence',
      { crate, ...groups() },
      { crate, features: { groups: [], require: ['units'] } },
      'features.require.names',
    ],
  ])('%s', (_what, strict, loose, name) => {
    expect(compare(strict, loose)).toEqual([`loosened ${name}`]);
    expect(compare(loose, strict)).toEqual([`tightened ${name}`]);
    expect(compare(strict, strict)).toEqual([]);
  });
});

describe('a reason', () => {
  const strict = { budgets: { wasm_size_raw_kb: 1, wasm_size_gzip_kb: 1 } };
  const loose = { budgets: { wasm_size_raw_kb: 2, wasm_size_gzip_kb: 1 } };

  const why = (name: string) => compare(strict, { ...loose, loosened: { [name]: 'more code' } });

  it('stands under loosened, by the name of the limit or of what it lies in', () => {
    expect(why('budgets.wasm_size_raw_kb')).toEqual(['loosened budgets.wasm_size_raw_kb (more code)']);
    expect(why('budgets')).toEqual(['loosened budgets.wasm_size_raw_kb (more code)']);
    expect(why('budgets.wasm_size')).toEqual(['loosened budgets.wasm_size_raw_kb']);
  });

  it('counts once: what was said before says nothing of this change', () => {
    const loosened = { budgets: 'more code' };
    expect(compare({ ...strict, loosened }, { ...loose, loosened })).toEqual([
      'loosened budgets.wasm_size_raw_kb',
    ]);
    expect(compare({ ...strict, loosened }, { ...loose, loosened: { budgets: 'yet more' } })).toEqual([
      'loosened budgets.wasm_size_raw_kb (yet more)',
    ]);
  });

  it('may come with what loosens: a waiver, an exception, no exports, nothing counted', () => {
    const waived = { wasm_size_raw_kb: { max: 1, waive: 'for now' }, wasm_size_gzip_kb: 1 };
    expect(compare(strict, { budgets: waived })).toEqual(['loosened budgets.wasm_size_raw_kb (for now)']);
    const excepted = { features: { groups: [{ name: 'tokio' }], exceptions: [exception] } };
    expect(compare(groups({ name: 'tokio' }), excepted)).toEqual([
      'loosened features.exceptions.tokio.tokio (until the port (me))',
    ]);
    expect(compare({}, { startup: { engine: 'off', reason: 'a browser starts it' } })).toEqual([
      'loosened startup.engine (a browser starts it)',
    ]);
    expect(compare({}, { memory: { off: 'no names', may_leak: { init: 'a cache' } } })).toEqual([
      'loosened memory.off (no names)',
      'loosened memory.may_leak.init (a cache)',
    ]);
    expect(compare({ exports: ['run'] }, { exports: { none: 'a library' } })).toEqual([
      'loosened exports.run (a library)',
      'loosened exports (a library)',
    ]);
  });
});

it('a group that is new is one difference, and what lies in one that is gone is none of its own', () => {
  const group = groups({ name: 'tokio', crates: ['tokio'], mention: 'warn' });
  expect(compare(groups(), group)).toEqual(['tightened features.groups.tokio']);
  expect(compare(group, groups())).toEqual(['loosened features.groups.tokio']);
});

it('a waived budget cannot fail, so that it may go; a rule may get a reason of its own', () => {
  const waived = { budgets: { wasm_size_raw_kb: { max: 1, waive: 'for now' } } };
  expect(compare(waived, {})).toEqual(['reworded budgets.wasm_size_raw_kb']);
  const rules = [{ crate: 'tokio', reason: 'why' }];
  expect(compare(groups({ name: 'a', crates: ['tokio'] }), groups({ name: 'a', rules }))).toEqual([]);
});
