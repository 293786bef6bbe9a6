import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sizeReport } from '@wasmgate/contracts/size';
import { realFile } from './analyse-bytes.ts';
import { calls, filler, namedModule, plain } from './named-module.ts';
import { folder, runSize } from './run-size.ts';
import { program } from './wasm-bytes.ts';

const run = { name: plain('app', 'run'), export: 'run', body: calls(1) };
const helper = { name: plain('dep', 'helper'), body: filler(30) };
const old = namedModule({ functions: [run, helper] });
const now = namedModule({
  functions: [run, { ...helper, body: filler(70) }, { name: plain('added', 'f'), body: filler(40) }],
});
const clawft = () => ({
  'shipped.wasm': realFile('clawft-agent', 'shipped'),
  'named.wasm': realFile('clawft-agent', 'named'),
});

describe('wasm-size FILE', () => {
  it('shows crates, functions and families, and where names came from', async () => {
    const { code, stdout } = await runSize(folder(clawft()), 'named.wasm', '--top', '3');
    expect(code).toBe(0);
    expect(stdout).toContain('names from named.wasm');
    expect(stdout).toMatch(/serde_json +4,\d{3} B +7\.\d % +9,\d{3} B/);
    expect(stdout).toMatch(/\(172 others\)\n +\d\d,\d{3} B +100\.0 % +all/);
    expect(stdout).toContain('core::ptr::drop_glue::<_>');
  });

  it('says that functions are unattributed when there are no names', async () => {
    const { stdout } = await runSize(folder(clawft()), 'shipped.wasm');
    expect(stdout).toContain('functions are unattributed: the file has no name section');
  });

  it('--compress none leaves gzip and brotli out, and says so', async () => {
    const dir = folder(clawft());
    const { stdout } = await runSize(dir, 'named.wasm', '--compress', 'none', '--json');
    const report = sizeReport.check('stdout', JSON.parse(stdout));
    expect(report).toMatchObject({
      gzip_bytes: null,
      wasm_size_brotli_kb: null,
      compressor: 'none',
      stages: { shipped: { gzip_bytes: null } },
    });
    const text = await runSize(dir, 'named.wasm', '--compress', 'none');
    expect(text.stdout).toContain('core module, not compressed\n');
    expect(text.stdout).not.toMatch(/gzip|brotli|compressed by/);
    expect(report.brotli_quality).toBeUndefined();
  });

  it('--compress quick takes the quicker brotli, and is refused where a budget means the other', async () => {
    const dir = folder({
      'a.wasm': program('x'),
      'gate.json': JSON.stringify({ wasm: 'a.wasm', budgets: { wasm_size_brotli_kb: 9 } }),
    });
    const { stdout } = await runSize(dir, 'a.wasm', '--json', '--compress', 'quick');
    expect(sizeReport.check('stdout', JSON.parse(stdout)).brotli_quality).toBe(9);
    const { code, stderr } = await runSize(dir, 'a.wasm', '--config', 'gate.json', '--compress', 'quick');
    expect([code, stderr]).toEqual([2, expect.stringContaining('wasm_size_brotli_kb')]);
  });

  it('--compress none is refused where a budget limits what it leaves out', async () => {
    const dir = folder({
      'a.wasm': program('x'),
      'gate.json': JSON.stringify({ wasm: 'a.wasm', budgets: { wasm_size_gzip_kb: 9 } }),
    });
    const { code, stderr } = await runSize(dir, 'a.wasm', '--config', 'gate.json', '--compress', 'none');
    expect([code, stderr]).toEqual([2, expect.stringContaining('wasm_size_gzip_kb')]);
  });

  it('lists more in the report when more are asked for, and sums still hold', async () => {
    const { stdout } = await runSize(
      folder(clawft()),
      'named.wasm',
      '--json',
      '--top',
      '120',
      '--compress',
      'none',
    );
    const { breakdown } = sizeReport.check('stdout', JSON.parse(stdout));
    expect(breakdown?.functions.items).toHaveLength(120);
  });

  it.each([
    [['--top', '0'], /--top: expected a whole number from 1/],
    [['--top', 'x'], /--top/],
    [['--verify-top', '101'], /--verify-top/],
    [['--compress', 'some'], /allowed choices are all, quick, none/i],
    [['--why', 'tokio'], /"tokio": no function and no crate/],
    [['--crate', 'tokio'], /"tokio": no function is of this crate/],
    [['--diff', 'missing.wasm'], /missing\.wasm: does not exist/],
    [['--diff', 'text.wasm'], /not WebAssembly/],
  ])('%j is refused with exit 2', async (argv, message) => {
    const dir = folder({ 'a.wasm': now, 'text.wasm': 'hello, world' });
    const { code, stdout, stderr } = await runSize(dir, 'a.wasm', ...argv);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
  });
});

const fillers = (size: number) =>
  Array.from({ length: 40 }, (_, at) => ({ name: plain('app', `f${at}`), body: filler(size + at) }));

describe('a question', () => {
  it('is answered and nothing else', async () => {
    const { code, stdout } = await runSize(folder({ 'a.wasm': now }), 'a.wasm', '--why', 'dep');
    expect(code).toBe(0);
    expect(stdout).toBe(
      'dep: 1 function, 1 reachable from an export, 0 held by a table, a global or code that cannot be read\n\n  export run: app::run\n    calls dep::helper\n',
    );
  });

  it('is answered in the report with --json', async () => {
    const { stdout } = await runSize(
      folder({ 'a.wasm': now }),
      'a.wasm',
      '--why',
      'dep',
      '--crate',
      'dep',
      '--json',
      '--compress',
      'none',
    );
    expect(sizeReport.check('stdout', JSON.parse(stdout)).answers).toMatchObject({
      why: {
        question: 'dep',
        matches: 1,
        paths: [[{ name: 'app::run', export: 'run' }, { name: 'dep::helper' }]],
      },
      crate: { crate: 'dep', size: { bytes: 214 } },
    });
  });

  it('--diff shows what changed: the crate that grew, the one that is new', async () => {
    const { stdout } = await runSize(
      folder({ 'a.wasm': now, 'old.wasm': old }),
      'a.wasm',
      '--diff',
      'old.wasm',
    );
    expect(stdout).toMatch(/functions: 1 new \(\+123 B\), 1 grown \(\+121 B\), 1 unchanged/);
    expect(stdout).toMatch(/\+123 B +\+123 B +\+123 B +added \(new\)/);
    expect(stdout).toMatch(/\+121 B +grown +dep::helper/);
  });

  it.each([
    ['--why', 'run'],
    ['--verify-top', '1'],
  ])('%s is refused where code cannot be walked', async (...argv) => {
    const odd = namedModule({ functions: [{ name: 'run', body: calls(9) }] });
    const { code, stderr } = await runSize(folder({ 'a.wasm': odd }), 'a.wasm', ...argv);
    expect([code, stderr]).toEqual([2, expect.stringContaining('function 9 does not exist')]);
  });

  it('--why is answered beside code that is not known, which may call whatever there is', async () => {
    const functions = [
      { name: 'run', export: 'run', body: [...calls(1), 0xc9, ...calls(2)] },
      { name: 'known' },
      { name: 'after' },
    ];
    const dir = folder({ 'a.wasm': namedModule({ functions }) });
    const why = async (name: string) => (await runSize(dir, 'a.wasm', '--why', name)).stdout;
    expect(await why('known')).toContain('1 reachable from an export, 0 held');
    expect(await why('after')).toContain('0 reachable from an export, 1 held');
  });

  it('--top sets the rows of what changed as well', async () => {
    const dir = folder({
      'old.wasm': namedModule({ functions: fillers(5) }),
      'new.wasm': namedModule({ functions: fillers(9) }),
    });
    const rows = async (...argv: string[]) =>
      (await runSize(dir, 'new.wasm', '--diff', 'old.wasm', ...argv)).stdout.match(/ grown +app::f/g)?.length;
    expect([await rows(), await rows('--top', '3'), await rows('--top', '35')]).toEqual([30, 3, 35]);
  });

  it('--crate finds a file of AssemblyScript, whose name may have a dash', async () => {
    const functions = ['~lib/as-bignum/u128/add', '~lib/rt/stub/__new'].map((name) => ({
      name,
      export: name,
    }));
    const dir = folder({ 'app.wasm': namedModule({ functions }) });
    const { code, stdout } = await runSize(dir, 'app.wasm', '--crate', '~lib/as-bignum/u128');
    expect(code).toBe(0);
    expect(stdout).toContain('~lib/as-bignum/u128/add');
  });

  it('cannot be made to print a control character', async () => {
    const hostile = namedModule({ functions: [run, { name: 'a\u001b[2J', body: filler(9) }] });
    const dir = folder({ 'a.wasm': hostile, 'old.wasm': old });
    for (const argv of [
      ['--diff', 'old.wasm'],
      ['--why', 'a\u001b[2J'],
      ['--crate', 'app'],
      ['--compress', 'none'],
    ]) {
      const { code, stdout } = await runSize(dir, 'a.wasm', ...argv);
      expect(code).toBe(0);
      expect(stdout).not.toMatch(/[^\P{Cc}\n]/u);
    }
  });
});

const files = (named: Uint8Array, accepted: Record<string, Uint8Array> = {}) => ({
  'wasmgate.json': JSON.stringify({ wasm: 'prebuilt/app.wasm' }),
  'target/wasm-bench/build/shipped.wasm': namedModule({
    functions: [run, { ...helper, body: filler(70) }, { body: filler(40) }],
    names: false,
  }),
  'target/wasm-bench/build/unoptimized.wasm': now,
  'target/wasm-bench/build/named.wasm': named,
  ...accepted,
});

describe('in a subject', () => {
  it('names are those of named.wasm, and the difference is that from the accepted artifact', async () => {
    const dir = folder(
      files(now, {
        'baseline/shipped.wasm': namedModule({ functions: [run, helper], names: false }),
        'baseline/named.wasm': old,
      }),
    );
    const { code, stdout } = await runSize(dir);
    expect(code).toBe(0);
    const { breakdown, diff, findings } = sizeReport.read(dir);
    expect(breakdown?.attribution).toMatchObject({
      source: 'named_module',
      artifact: 'target/wasm-bench/build/named.wasm',
    });
    expect(diff).toMatchObject({
      against: 'baseline/shipped.wasm',
      attribution: { artifact: 'baseline/named.wasm' },
      delta_bytes: 246,
    });
    expect(findings.map(({ code: of }) => of)).toEqual(['size_grew', 'crate_added']);
    expect(stdout).toContain('grew by +246 B: crate added +123 B (function added::f +123 B)');
    expect(stdout).toContain('new crate added +123 B');
  });

  it('the named modules are compared when only that one was accepted', async () => {
    const dir = folder(files(now, { 'baseline/named.wasm': old }));
    await runSize(dir);
    expect(sizeReport.read(dir).diff).toMatchObject({
      against: 'baseline/named.wasm',
      artifact: 'target/wasm-bench/build/named.wasm',
    });
  });

  it('nothing is compared when nothing was accepted', async () => {
    const dir = folder(files(now));
    await runSize(dir);
    expect(sizeReport.read(dir)).toMatchObject({ diff: null, findings: [] });
  });

  it('names of other code are not taken', async () => {
    const dir = folder(files(old));
    const { stdout } = await runSize(dir);
    expect(stdout).toContain('functions are unattributed: the code of named.wasm is another');
  });

  it('a question leaves the report as it is', async () => {
    const dir = folder(files(now, { 'old.wasm': old }));
    await runSize(dir, '--why', 'dep');
    expect(existsSync(sizeReport.path(dir))).toBe(false);
    await runSize(dir);
    const before = readFileSync(sizeReport.path(dir), 'utf8');
    const { stdout } = await runSize(dir, '--diff', 'old.wasm');
    expect(stdout).toContain('against old.wasm');
    expect(readFileSync(sizeReport.path(dir), 'utf8')).toBe(before);
    await runSize(dir, '--top', '60');
    expect(readFileSync(sizeReport.path(dir), 'utf8')).toBe(before);
  });

  it('the report is always compressed', async () => {
    const { code, stderr } = await runSize(folder(files(now)), '--compress', 'none');
    expect([code, stderr]).toEqual([2, expect.stringContaining('always compressed')]);
  });
});
