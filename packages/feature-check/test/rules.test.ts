import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { describe, expect, it } from 'vitest';
import { parseName, matchName } from '../src/rules/match-name.ts';
import { groupRules } from '../src/rules/rules.ts';
import { checkIn, folder, groupOf } from './run-check.ts';
import { symbols } from './symbols.ts';
import { coreModule, type TestModule } from './wasm-bytes.ts';

const run = { name: 'run', export: 'run' };

const check = (module: TestModule, group: Record<string, unknown>, ...argv: readonly string[]) =>
  checkFeatures(module, { groups: [{ name: 'g', ...group }] }, ...argv);

async function checkFeatures(module: TestModule, features: unknown, ...argv: readonly string[]) {
  const config = { wasm: 'app.wasm', features };
  const dir = folder({ 'app.wasm': coreModule(module), 'gate.json': JSON.stringify(config) });
  const { code, report } = await checkIn(dir, 'app.wasm', '--config', 'gate.json', ...argv);
  return { code, report, group: groupOf(report, 'g') };
}

const isFunction = (rule: string, name: string): boolean => {
  const [rules] = groupRules([{ name: 'g', functions: [rule] }], null);
  return rules !== undefined && matchName(rules, parseName(name), 'retained').length > 0;
};

describe('a rule on a crate', () => {
  it.each([
    ['absl', '_ZN4absl12lts_2024011613raw_hash_set6resizeEm', true],
    ['absl', 'void absl::swap<int>(int&, int&)', true],
    ['absl', '_ZN7my_absl1fEv', false],
    ['net/http', 'net_http.__Client_.Do', true],
    ['net/http', 'runtime.mallocgc', false],
    ['github.com/acme/lib', 'github.com_acme_lib.Run', true],
  ])('%s, where %s names it: %s', async (crate, name, expected) => {
    const functions = [run, { name: 'runtime.mallocgc' }, { name }];
    const { group } = await check({ functions }, { crates: [crate] });
    expect(group.verdict).toBe(expected ? 'present_retained' : 'absent_by_evidence');
  });
});

describe('a rule on a function', () => {
  it.each([
    ['tokio::sync::notify::notify_locked', symbols.function],
    ['tokio::runtime::Handle::current', symbols.legacy],
    ['core::ptr::drop_glue', symbols.typeArgument],
    ['tokio::runtime::builder::Builder::build', '_RNvMNtNtCs1_5tokio7runtime7builderNtB2_7Builder5build'],
    ['tokio::sync::foo', '_RNCNvNtCsjJJCoa3iYw8_5tokio4sync3foo0B5_'],
    [
      'tokio::sync::notify::notify_locked',
      `byn-split-outlined-A$${symbols.function}.llvm.12 multivalue shim`,
    ],
    ['connect', 'byn-split-outlined-A$connect'],
    ['connect', 'connect'],
    ['CONNECT', 'connect'],
    [symbols.function, symbols.function],
  ])('%s finds %s', (rule, name) => {
    expect(isFunction(rule, name)).toBe(true);
  });

  it.each([
    ['tokio::sync::notify', symbols.function],
    ['notify_locked', symbols.function],
    ['tokio::sync::notify::notify', symbols.function],
    ['connect', 'reconnect'],
    ['drop_in_place', symbols.typeArgument],
  ])('%s does not find %s', (rule, name) => {
    expect(isFunction(rule, name)).toBe(false);
  });

  it('is found with its path, and as an export of a stripped module', async () => {
    const functions = [{ ...run, calls: [1] }, { name: symbols.function }];
    const { group } = await check({ functions }, { functions: ['tokio::sync::notify::notify_locked'] });
    expect(group).toMatchObject({ verdict: 'present_reachable', evidence: [{ certain: true }] });
    const stripped = await check({ functions: [{ export: 'connect' }] }, { functions: ['connect'] });
    expect(stripped.group).toMatchObject({ verdict: 'present_reachable', level: 'imports' });
  });

  it('is no rule on data, globals or strings', async () => {
    const { code } = await check(
      { functions: [run], data: ['connect'], dataNames: ['connect'] },
      { functions: ['connect'] },
    );
    expect(code).toBe(0);
  });

  it('is no rule on an export that is no function', async () => {
    const files = {
      'app.wasm': await parse('(module (memory (export "connect") 1) (func (@name "run") (export "run")))'),
      'gate.json': JSON.stringify({
        wasm: 'app.wasm',
        features: { groups: [{ name: 'g', functions: ['connect'] }] },
      }),
    };
    expect((await checkIn(folder(files), 'app.wasm', '--config', 'gate.json')).code).toBe(0);
  });

  it('cannot be decided without names, and says so', async () => {
    const { code, group } = await check({ functions: [{ export: 'run' }] }, { functions: ['connect'] });
    expect(code).toBe(1);
    expect(group).toMatchObject({ verdict: 'inconclusive', missing: ['names'] });
    const strings = await check({ functions: [run] }, { functions: ['connect'] }, '--tool', 'strings');
    expect(strings.group.verdict).toBe('inconclusive');
  });
});

describe('a rule on a string', () => {
  it('finds it in data and in custom sections, in any case, and in no name', async () => {
    const strings = { strings: ['Secret-Key'] };
    const found = await check({ functions: [run], data: ['my secret-key is'] }, strings);
    expect(found.group).toMatchObject({
      verdict: 'mentioned_only',
      evidence: [{ source: 'string', offset: expect.any(Number) }],
    });
    const custom = await check({ functions: [run], customs: [['note', 'SECRET-KEY']] }, strings);
    expect(custom.group.evidence[0]).toMatchObject({ source: 'custom_section' });
    const name = await check({ functions: [{ ...run, name: 'secret-key' }] }, strings);
    expect(name.group).toMatchObject({ verdict: 'absent_by_evidence', level: 'strings' });
    expect(name.report.findings).toEqual([]);
  });

  it('needs no names: a stripped module is judged as any', async () => {
    const { code, report } = await check(
      { functions: [{ export: 'run' }] },
      { strings: ['secret'] },
      '--strict',
    );
    expect([code, report.findings]).toEqual([0, []]);
    const features = { require: ['names'], groups: [{ name: 'g', strings: ['secret'] }] };
    expect((await checkFeatures({ functions: [{ export: 'run' }] }, features)).group).toMatchObject({
      verdict: 'absent_by_evidence',
      level: 'strings',
    });
  });
});

describe('rules with a reason of their own', () => {
  const rules = [
    { crate: 'tokio', reason: 'needs threads', instead: 'a loop' },
    { import: 'wasi:sockets/*' },
    { path: 'std::process' },
    { function: 'fork' },
    { pattern: 'native_' },
    { string: 'password' },
  ];

  it('stand beside the lists, and the evidence says why and what to use instead', async () => {
    const functions = [{ ...run, calls: [1] }, { name: symbols.function }];
    const { group, report } = await check(
      { functions },
      { crates: ['tokio', 'mio'], rules, instead: 'nothing' },
    );
    expect(group.answers?.map((answer) => answer.rules)).toEqual([
      'crates',
      'paths',
      'functions',
      'imports',
      'patterns',
      'strings',
    ]);
    expect(group).toMatchObject({
      instead: 'nothing',
      evidence: [{ reason: 'needs threads', instead: 'a loop' }],
    });
    expect(report.findings).toMatchObject([{ args: { instead: 'a loop' } }]);
    const { report: plain } = await check({ functions }, { crates: ['tokio'], instead: 'nothing' });
    expect(plain.findings).toMatchObject([{ args: { instead: 'nothing' } }]);
  });

  it.each([
    [{ crate: 'tokio' }, { functions: [{ ...run, name: symbols.function }] }],
    [{ path: 'tokio::sync' }, { functions: [{ ...run, name: symbols.function }] }],
    [{ function: 'fork' }, { functions: [{ ...run, name: 'fork' }] }],
    [{ import: 'env.*' }, { functions: [run], imports: [['env', 'exec']] as const }],
    [{ pattern: 'native_' }, { functions: [{ ...run, name: 'my_native_exec' }] }],
    [{ string: 'password' }, { functions: [run], data: ['the password'] }],
  ])('%o is a rule', async (rule, module) => {
    expect((await check(module, { rules: [rule] })).code).toBe(1);
    expect((await check({ functions: [run] }, { rules: [rule] })).code).toBe(0);
  });
});
