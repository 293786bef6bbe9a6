import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { component, coreModule, type TestModule } from './wasm-bytes.ts';
import { panicPath } from './symbols.ts';
import { checkFile, folder, groupOf, checkIn, runCheck } from './run-check.ts';

const program = (module: TestModule) =>
  coreModule({ functions: [{ name: 'run', export: 'run' }], ...module });

/** A module with the list that cargo-auditable leaves. */
const audited = (kind: string) => {
  const packages = [{ name: 'tokio', version: '1.54.1', source: 'crates.io', kind }];
  return program({ customs: [['.dep-v0', deflateSync(JSON.stringify({ packages }))]] });
};

describe('a bare mention', () => {
  it('in a data segment is a violation, with the offset in the file', async () => {
    const bytes = program({ data: ['see tokio::runtime'] });
    const { code, report } = await checkFile(bytes);
    expect(code).toBe(1);
    const group = groupOf(report, 'tokio');
    expect(group).toMatchObject({ verdict: 'mentioned_only', level: 'strings', fails: true });
    const [evidence] = group.evidence;
    expect(evidence).toMatchObject({ source: 'string', matched: 'tokio', text: 'see tokio::runtime' });
    const offset = Number(/data\[0\] at byte (0x[0-9a-f]+)$/.exec(evidence?.where ?? '')?.[1]);
    expect(Buffer.from(bytes).subarray(offset).toString('latin1')).toMatch(/^tokio::runtime/);
    expect(report.findings).toMatchObject([{ code: 'feature_mentioned', severity: 'violation' }]);
  });

  it.each([
    ['whatever its case', 'TOKIORUNTIME'],
    ['as a path of sources', 'crates/tokio/src/lib.rs'],
  ])('counts %s', async (_what, text) => {
    expect(groupOf((await checkFile(program({ data: [text] }))).report, 'tokio').verdict).toBe(
      'mentioned_only',
    );
  });

  it.each([
    'tokio',
    'tokio_lite::run',
    'async-tokio-1.0.0/src/lib.rs',
    'my/async-tokio/src/lib.rs',
    'tokio-1.0',
  ])('is not %s', async (text) => {
    expect((await checkFile(program({ data: [text] }))).code).toBe(0);
  });

  it('in a custom section of a module or a component is found', async () => {
    const customs = [['producers', 'made by tokio::main']] as const;
    const inModule = groupOf((await checkFile(program({ customs }))).report, 'tokio');
    expect(inModule).toMatchObject({
      verdict: 'mentioned_only',
      evidence: [
        {
          source: 'custom_section',
          where: expect.stringMatching(/^module \/ custom "producers" at byte 0x/),
        },
      ],
    });
    const outer = component({ module: program({}) }, { custom: ['note', 'reqwest::get'] });
    expect(groupOf((await checkFile(outer)).report, 'reqwest').verdict).toBe('mentioned_only');
  });

  it('by cargo-auditable is found, when it is no dependency of the build', async () => {
    expect(groupOf((await checkFile(audited('runtime'))).report, 'tokio')).toMatchObject({
      verdict: 'mentioned_only',
      evidence: [{ text: 'tokio 1.54.1' }],
    });
    expect((await checkFile(audited('build'))).code).toBe(0);
  });

  it('only warns in a group that says so', async () => {
    const group = { name: 'tokio', patterns: ['tokio::'] };
    const check = (mention: string) => {
      const config = { wasm: 'app.wasm', features: { groups: [{ ...group, mention }] } };
      const files = { 'app.wasm': program({ data: ['tokio::x'] }), 'gate.json': JSON.stringify(config) };
      return checkIn(folder(files), 'app.wasm', '--config', 'gate.json');
    };
    expect((await check('fail')).code).toBe(1);
    const { code, report } = await check('warn');
    expect(code).toBe(0);
    expect(report.findings).toMatchObject([{ code: 'feature_mentioned', severity: 'warning' }]);
  });
});

describe('a hostile file', () => {
  it('gets no control character into the report or onto the terminal', async () => {
    const evil = '\u001b[2J\u202etokio::\u0007';
    const bytes = program({
      functions: [{ name: evil, export: evil }],
      data: [evil],
      customs: [[evil, evil]],
      imports: [[evil, evil]],
    });
    const dir = folder({ 'app.wasm': bytes });
    const shown = await runCheck(dir, ['app.wasm']);
    const json = await runCheck(dir, ['app.wasm', '--json']);
    expect(shown.code).toBe(1);
    expect(shown.stdout).toContain('\\u{1b}[2J');
    for (const text of [shown.stdout, json.stdout])
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it('with a thousand hits leaves a report of bounded length that counts them', async () => {
    const functions = Array.from({ length: 1000 }, (_, index) => ({ name: `tokio::f${index}` }));
    const group = groupOf((await checkFile(program({ functions }))).report, 'tokio');
    expect(group.evidence).toHaveLength(20);
    expect(group.evidence_count).toBe(1000);
  });

  it('does not hide a strong hit behind a thousand weak ones or near misses', async () => {
    const many = 'tokio::a atokio '.repeat(3000);
    const { report } = await checkFile(program({ data: [`${many} ${panicPath}`] }));
    const group = groupOf(report, 'tokio');
    expect(group.verdict).toBe('present_retained');
    expect(group.evidence[0]).toMatchObject({ reach: 'retained' });
  });

  it('costs time in proportion to its size', async () => {
    const { code } = await checkFile(
      program({ data: ['tokio-1.1.1'.repeat(200_000), 'tokio/src/a'.repeat(200_000)] }),
    );
    expect(code).toBe(0);
  });

  it('with a compressed section that unpacks without end is still searched', async () => {
    const bomb = deflateSync(Buffer.alloc(32 * 1024 * 1024));
    const { report } = await checkFile(program({ customs: [['.dep-v0', bomb]], data: ['tokio::x'] }));
    expect(groupOf(report, 'tokio').verdict).toBe('mentioned_only');
    const list = JSON.stringify({ packages: [{ name: 'tokio', version: '1.0.0' }] });
    const padded = deflateSync(list.padEnd(32 * 1024 * 1024));
    expect((await checkFile(program({ customs: [['.dep-v0', padded]] }))).code).toBe(0);
  });
});
