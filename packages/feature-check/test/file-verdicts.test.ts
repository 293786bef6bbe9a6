import { describe, expect, it } from 'vitest';
import { component, coreModule, type TestFunction, type TestModule } from './wasm-bytes.ts';
import { checkFile, groupOf } from './run-check.ts';
import { panicPath, symbols } from './symbols.ts';

const run: TestFunction = { name: 'run', export: 'run' };

/** The group tokio of a module with an exported function and whatever else. */
async function tokioIn(module: TestModule, ...argv: readonly string[]) {
  const functions = [{ ...run, calls: [0] }, ...(module.functions ?? [])];
  const { code, report } = await checkFile(coreModule({ ...module, functions }), ...argv);
  return { code, report, group: groupOf(report, 'tokio') };
}

/** The custom section `name` with these names of functions, and `more` behind them. */
const names = (entries: readonly (readonly [index: number, of: string])[], ...more: readonly number[]) => {
  const items = entries.flatMap(([index, of]) => [index, of.length, ...Buffer.from(of)]);
  return ['name', Uint8Array.from([1, items.length + 1, entries.length, ...items, ...more])] as const;
};

describe('a crate is seen', () => {
  const rest = '17h2baaf9be5bd0ec18E';
  const notify = `_ZN4core3ptr48drop_in_place$LT$tokio..sync..notify..Notify$GT$${rest}`;

  it.each([
    ['in a legacy symbol that an optimizer numbered', `${notify}#2`],
    ['in a legacy symbol around which wasm-bindgen wrote', `${notify} multivalue shim`],
    [
      'in a v0 symbol that an optimizer numbered',
      '_RINvNtCs1_4core3ptr13drop_in_placeNtNtCs2_5tokio4sync6NotifyE_1',
    ],
    ['in what was split off', `byn-split-outlined-A$_ZN5tokio7runtime5enter${rest}`],
    ['in what was split off twice', `byn-split-outlined-A$byn-split-outlined-B$${notify}.cold`],
    ['in a demangled name that an optimizer numbered', 'core::ptr::drop_in_place<tokio::sync::Notify>_12'],
    ['in an export that wasm-ld wrapped', `${notify}.command_export`],
    ['in a legacy symbol of which no parser makes anything', `?? ${notify} ??`],
  ])('%s', async (_what, name) => {
    const { code, report } = await checkFile(coreModule({ functions: [{ name, export: 'run' }] }));
    expect(code).toBe(1);
    expect(groupOf(report, 'tokio')).toMatchObject({ verdict: 'present_reachable', level: 'names' });
  });
});

describe('a name section that engines pass over', () => {
  const functions = [{ export: 'run', calls: [1] }, {}];

  it('with two names for one function, as wit-component writes it, is checked for both', async () => {
    for (const both of [
      ['tokio::rt::f', 'memcpy'],
      ['memcpy', 'tokio::rt::f'],
    ]) {
      const entries = [[0, 'run'] as const, ...both.map((of) => [1, of] as const)];
      const { report } = await checkFile(coreModule({ functions, customs: [names(entries)] }));
      expect(groupOf(report, 'tokio')).toMatchObject({ verdict: 'present_reachable', level: 'names' });
      expect(groupOf(report, 'reqwest')).toMatchObject({ verdict: 'absent_by_evidence', level: 'names' });
    }
  });

  it('and that is damaged proves what stands in it, and no absence', async () => {
    const entries = [
      [0, 'run'],
      [1, 'tokio::rt::f'],
    ] as const;
    const { code, report } = await checkFile(coreModule({ functions, customs: [names(entries, 4, 99)] }));
    expect(code).toBe(1);
    expect(groupOf(report, 'tokio').verdict).toBe('present_reachable');
    expect(groupOf(report, 'reqwest')).toMatchObject({ verdict: 'absent_by_evidence', level: 'strings' });
    expect(report.evidence_levels).not.toContain('names');
    expect(report.findings).toContainEqual(
      expect.objectContaining({
        code: 'feature_inconclusive',
        args: expect.objectContaining({
          missing: [expect.stringContaining('a whole name section (at byte')],
        }),
      }),
    );
  });

  it('and that cannot be read at all is searched as text', async () => {
    const customs = [['name', '\u0001\u0063reqwest::get']] as const;
    const { report } = await checkFile(coreModule({ functions, customs }));
    expect(groupOf(report, 'reqwest').verdict).toBe('mentioned_only');
  });
});

async function checkBytes(bytes: Uint8Array) {
  const { code, report } = await checkFile(bytes);
  return { code, report, group: groupOf(report, 'tokio') };
}

describe('a module with names', () => {
  it('that has nothing of a group is clean, at the level of names', async () => {
    const { code, report, group } = await tokioIn({ functions: [{ name: symbols.core }] });
    expect(code).toBe(0);
    expect(report).toMatchObject({ tool: 'wasmgate', tool_version: '1.2.3', verdict: 'pass', findings: [] });
    expect(report.groups).toHaveLength(6);
    expect(group).toMatchObject({
      verdict: 'absent_by_evidence',
      level: 'names',
      evidence: [],
      fails: false,
    });
  });

  it('with a function of the crate that an export calls says by which path', async () => {
    const functions = [
      { ...run, calls: [1] },
      { name: symbols.core, calls: [2] },
      { name: symbols.function },
    ];
    const { code, report } = await checkFile(coreModule({ functions }));
    expect(code).toBe(1);
    expect(groupOf(report, 'tokio')).toMatchObject({
      verdict: 'present_reachable',
      level: 'names',
      fails: true,
      evidence: [
        {
          source: 'name',
          matched: 'tokio',
          text: 'tokio::sync::notify::notify_locked',
          where: 'module / func[2]',
          reach: 'reachable',
          via: ['export run', 'core::fmt::write', 'tokio::sync::notify::notify_locked'],
        },
      ],
    });
    expect(report.findings).toMatchObject([{ code: 'feature_present', severity: 'violation' }]);
  });

  it('with a path of a thousand calls shows both of its ends', async () => {
    const chain = Array.from({ length: 1000 }, (_, index) => ({ name: `f${index}`, calls: [index + 2] }));
    const functions = [{ ...run, calls: [1] }, ...chain, { name: symbols.function }];
    const via = groupOf((await checkFile(coreModule({ functions }))).report, 'tokio').evidence[0]?.via ?? [];
    expect(via).toHaveLength(25);
    expect(via.filter((_, index) => [0, 12, 24].includes(index))).toEqual([
      'export run',
      '(978 more)',
      'tokio::sync::notify::notify_locked',
    ]);
  });

  it('whose code cannot be followed has the crate all the same', async () => {
    const bytes = Buffer.from(coreModule({ functions: [{ name: symbols.function, export: 'run' }] }));
    const code = bytes.indexOf(Buffer.from([10, 4, 1, 2, 0, 0x0b]));
    bytes[code + 5] = 0x27; // No instruction has this opcode.
    expect(groupOf((await checkFile(bytes)).report, 'tokio')).toMatchObject({
      verdict: 'present_reachable',
      evidence: [{ via: [expect.stringMatching(/^export run = tokio/)] }],
    });
  });

  it('whose code cannot be read to its end never passes, and what it may call is retained', async () => {
    const clean = Buffer.from(coreModule({ functions: [{ name: 'run', export: 'run', calls: [0] }] }));
    clean[clean.indexOf(Buffer.from([0x10, 0, 0x0b]))] = 0xc9;
    const { code, report, group } = await checkBytes(clean);
    expect(code).toBe(1);
    expect(group).toMatchObject({
      verdict: 'inconclusive',
      missing: [expect.stringMatching(/^code of 1 of 1 functions that can be read \(at byte .*opcode 0xc9/)],
    });
    expect(report.findings.map((finding) => finding.code)).toEqual(Array(6).fill('feature_inconclusive'));
    const functions = [{ name: 'run', export: 'run', calls: [0] }, { name: symbols.function }];
    const banned = Buffer.from(coreModule({ functions }));
    banned[banned.indexOf(Buffer.from([0x10, 0, 0x0b]))] = 0xc9;
    expect((await checkBytes(banned)).group).toMatchObject({
      verdict: 'present_retained',
      evidence: [{ reach: 'retained' }],
    });
  });

  it('with a function of the crate that only its table holds has it retained', async () => {
    const { code, group } = await tokioIn({ functions: [{ name: symbols.function }], table: [1] });
    expect(code).toBe(1);
    expect(group).toMatchObject({ verdict: 'present_retained', evidence: [{ reach: 'retained' }] });
  });

  it.each<[string, string]>([
    ['a type in a generic of core', symbols.typeArgument],
    ['a generic of core that the crate instantiated', symbols.instantiated],
    ['a name mangled in the legacy way', symbols.legacy],
    ['a name that is demangled already', 'core::ptr::drop_in_place<tokio::runtime::Handle>'],
    ['a name that is no Rust, with a pattern in it', 'start_Tokio_Runtime_tokio_runtime'],
    ['a name that is broken', `${symbols.function}\u0000`],
  ])('has the crate by %s', async (_what, name) => {
    expect((await tokioIn({ functions: [{ name }] })).group.verdict).toBe('present_retained');
  });

  it.each<[string, string]>([
    ['another crate whose name begins the same', symbols.otherCrate],
    ['the same in the legacy way', symbols.legacyOther],
    ['the same, demangled', 'tokio_lite::run'],
    ['a function that only bears the name', 'tokio'],
    ['a module of another crate', 'my::tokio_like::run'],
  ])('does not have the crate by %s', async (_what, name) => {
    const { code, group } = await tokioIn({ functions: [{ name }] });
    expect(code).toBe(0);
    expect(group.verdict).toBe('absent_by_evidence');
  });

  it('has it by the name of a data segment', async () => {
    const { group } = await tokioIn({ data: ['x'], dataNames: ['.data.tokio_runtime'] });
    expect(group).toMatchObject({ verdict: 'present_retained', evidence: [{ where: 'module / data[0]' }] });
  });

  it('of which some functions have no name rests on strings, and says how many', async () => {
    const { code, report, group } = await tokioIn({ functions: [{}] });
    expect(code).toBe(0);
    expect(group).toMatchObject({ verdict: 'absent_by_evidence', level: 'strings' });
    expect(report.findings[0]).toMatchObject({
      code: 'feature_inconclusive',
      severity: 'warning',
      args: { missing: ['names of 1 of 2 functions'] },
    });
  });
});

const stripped = (module: TestModule, ...argv: readonly string[]) =>
  checkFile(coreModule({ functions: [{ export: 'run' }], ...module }), ...argv);

const textOf = async (name: string) => (await tokioIn({ functions: [{ name }] })).group.evidence[0]?.text;

it('says by whom a generic was instantiated, when that is the banned crate', async () => {
  expect(await textOf(symbols.instantiated)).toBe(
    'core::ptr::drop_glue::<[core::task::wake::Waker]> (instantiated in tokio)',
  );
  expect(await textOf(symbols.typeArgument)).toBe('core::ptr::drop_glue::<tokio::sync::notify::Notified>');
});

describe('a stripped module', () => {
  it('passes on strings alone, with a warning that --strict turns into a failure', async () => {
    const { code, report } = await stripped({});
    expect(code).toBe(0);
    expect(report.evidence_levels).toEqual(['imports', 'strings']);
    expect(groupOf(report, 'tokio')).toMatchObject({ verdict: 'absent_by_evidence', level: 'strings' });
    expect(report.findings.every(({ severity }) => severity === 'warning')).toBe(true);
    const strict = await stripped({}, '--strict');
    expect(strict.code).toBe(1);
    expect(groupOf(strict.report, 'tokio').fails).toBe(true);
  });

  it('has the crate by the source path of a panic', async () => {
    const { code, report } = await stripped({ data: [`called unwrap${panicPath}`] });
    expect(code).toBe(1);
    const group = groupOf(report, 'tokio');
    expect(group).toMatchObject({ verdict: 'present_retained', level: 'strings' });
    expect(group.evidence[0]).toMatchObject({ source: 'string', matched: 'tokio', reach: 'retained' });
    expect(group.evidence[0]?.text).toContain(panicPath);
  });

  it('is caught by its exports and imports', async () => {
    const exported = await checkFile(coreModule({ functions: [{ export: 'channel_send' }] }));
    expect(groupOf(exported.report, 'channels')).toMatchObject({
      verdict: 'present_reachable',
      level: 'imports',
      evidence: [{ source: 'export', matched: 'channel_send', via: ['export channel_send'] }],
    });
    const imported = await stripped({ imports: [['env', 'vector_store']] });
    expect(groupOf(imported.report, 'vector-memory')).toMatchObject({
      verdict: 'present_retained',
      evidence: [{ source: 'import', text: 'env.vector_store' }],
    });
  });
});

describe('a component', () => {
  const clean = coreModule({ functions: [run] });
  const banned = coreModule({ functions: [run, { name: symbols.function }], table: [1] });

  it('is looked into at every depth', async () => {
    const outer = (inner: Uint8Array) =>
      component({ module: clean }, { component: component({ module: inner }) });
    expect((await checkFile(outer(clean))).code).toBe(0);
    const { code, report } = await checkFile(outer(banned));
    expect(code).toBe(1);
    expect(report.kind).toBe('component');
    expect(groupOf(report, 'tokio').evidence[0]).toMatchObject({
      where: 'component / component 0 / core module 0 / func[1]',
    });
  });

  it('is not cleared by the names of one module when another has none', async () => {
    const bytes = component({ module: clean }, { module: coreModule({ functions: [{}] }) });
    expect(groupOf((await checkFile(bytes)).report, 'tokio').level).toBe('strings');
  });

  it('is caught by an import of its own', async () => {
    const { report } = await checkFile(
      component({ module: clean }, { import: 'clawft:native-exec/native_exec' }),
    );
    // Engines would refuse the underscore: hostile files have no manners.
    expect(groupOf(report, 'native-exec')).toMatchObject({ verdict: 'present_retained' });
  });
});
