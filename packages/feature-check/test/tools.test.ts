import { chmodSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { featuresReport } from '@wasmgate/contracts/features';
import { component, coreModule } from './wasm-bytes.ts';
import { lacks, pathWith } from './installed.ts';
import { folder, groupOf, runCheck } from './run-check.ts';
import { subjectFolder, unit } from './subject.ts';
import { panicPath, symbols } from './symbols.ts';

const run = { name: 'run', export: 'run' };
const clean = coreModule({ functions: [run, { name: symbols.core }] });
const named = coreModule({ functions: [run, { name: symbols.function }] });

async function checkWith(tool: string, path: string, bytes: Uint8Array) {
  const dir = folder({ 'app.wasm': bytes });
  const { code, stdout, stderr } = await runCheck(dir, ['app.wasm', '--tool', tool, '--json'], path);
  if (code > 1) throw new Error(`exit ${code}: ${stderr}`);
  expect(stdout).not.toContain(dir);
  const report = featuresReport.check('stdout', JSON.parse(stdout));
  return { code, report, group: groupOf(report, 'tokio') };
}

describe.each(['wasm-objdump', 'wasm-tools', 'strings'] as const)('%s, where it is installed', (tool) => {
  const check = (bytes: Uint8Array) => checkWith(tool, pathWith(tool), bytes);

  it.skipIf(lacks(tool))('clears a clean module, and says that it was used', async () => {
    const { code, report, group } = await check(clean);
    expect(code).toBe(0);
    expect(report).toMatchObject({ tool, passed_over: [] });
    expect(report.tool_version).toMatch(/\d/);
    expect(group.level).toBe(tool === 'strings' ? 'strings' : 'names');
  });

  it.skipIf(lacks(tool))('finds a mangled name, which no plain search would', async () => {
    const { code, group } = await check(named);
    expect(code).toBe(1);
    expect(group).toMatchObject({ verdict: 'present_retained' });
    expect(group.evidence[0]).toMatchObject({
      source: 'tool',
      text: 'tokio::sync::notify::notify_locked',
      where: expect.stringMatching(new RegExp(`^${tool}: app\\.wasm, (line \\d+|byte 0x)`)),
    });
  });

  it.skipIf(lacks(tool))('finds a mention and the source path of a panic in data', async () => {
    const mention = await check(coreModule({ functions: [run], data: ['see tokio::runtime'] }));
    expect(mention.group).toMatchObject({ verdict: 'mentioned_only', evidence: [{ matched: 'tokio' }] });
    const panic = await check(coreModule({ functions: [run], data: [panicPath] }));
    expect(panic.group.verdict).toBe('present_retained');
  });

  it.skipIf(lacks(tool))('finds a mention wherever it lies: rows of a hex dump do not split it', async () => {
    for (let before = 0; before < 16; before += 1) {
      const data = [`${' '.repeat(before)}tokio_runtime`];
      const { group } = await check(coreModule({ functions: [run], data }));
      expect(group.verdict).toBe('mentioned_only');
    }
  });

  it.skipIf(lacks(tool))('tells names apart that lie end to end', async () => {
    // Function 65 and the length of its name are printable: `A7`.
    const fill = Array.from({ length: 63 }, () => ({ name: 'f' }));
    const functions = [run, ...fill, { name: symbols.core }, { name: symbols.function }, { name: 'memcpy' }];
    const { group } = await check(coreModule({ functions }));
    expect(group.evidence).toHaveLength(1);
    expect(group.evidence[0]?.text).toBe('tokio::sync::notify::notify_locked');
  });

  it.skipIf(lacks(tool))('is not misled by the name of the file', async () => {
    const dir = folder({ 'tokio_runtime.wasm': clean });
    const { code } = await runCheck(dir, ['tokio_runtime.wasm', '--tool', tool], pathWith(tool));
    expect(code).toBe(0);
  });
});

describe('--tool auto', () => {
  it('passes over what is not installed, and says so in report and table', async () => {
    const path = pathWith('strings');
    const { report } = await checkWith('auto', path, clean);
    expect(report.tool).toBe('strings');
    expect(report.passed_over).toEqual([
      { tool: 'wasm-objdump', reason: 'not installed' },
      { tool: 'wasm-tools', reason: 'not installed' },
    ]);
    const { stdout } = await runCheck(folder({ 'app.wasm': clean }), ['app.wasm', '--tool', 'auto'], path);
    expect(stdout).toContain('passed over wasm-objdump: not installed');
    expect(stdout).toContain('inspected by strings');
  });

  it('passes over wasm-objdump on a component, which it cannot read', async () => {
    const path = pathWith('wasm-objdump', 'strings');
    const { report } = await checkWith('auto', path, component({ module: clean }));
    expect(report.tool).toBe('strings');
    expect(report.passed_over[0]).toMatchObject({
      tool: 'wasm-objdump',
      reason: expect.stringMatching(/^cannot read app\.wasm: .*components are not yet supported/),
    });
  });

  it('takes the most precise that can read the file', async () => {
    expect((await checkWith('auto', pathWith('wasm-objdump', 'strings'), clean)).report.tool).toBe(
      'wasm-objdump',
    );
  });

  it('fails with exit 3 and says what to install when there is none', async () => {
    const { code, stderr } = await runCheck(folder({ 'app.wasm': clean }), ['app.wasm', '--tool', 'auto']);
    expect(code).toBe(3);
    for (const word of ['wabt', 'wasm-tools', 'binutils']) expect(stderr).toContain(word);
  });
});

describe('a tool asked for by name', () => {
  it('that is missing is an error with the command that installs it', async () => {
    const dir = folder({ 'app.wasm': clean });
    const { code, stderr } = await runCheck(dir, ['app.wasm', '--tool', 'wasm-objdump'], pathWith('strings'));
    expect(code).toBe(3);
    expect(stderr).toContain('apt-get install wabt');
  });

  it('that fails is an error with what it said', async () => {
    const dir = folder({ 'app.wasm': component({ module: clean }) });
    const { code, stderr } = await runCheck(
      dir,
      ['app.wasm', '--tool', 'wasm-objdump'],
      pathWith('wasm-objdump'),
    );
    expect(code).toBe(3);
    expect(stderr).toContain('components are not yet supported');
  });

  it('leaves units and imports to us', async () => {
    const features = {
      require: ['units'],
      groups: [{ name: 'tokio', crates: ['tokio'], imports: ['env.exec'] }],
    };
    const linked = { functions: [run], imports: [['env', 'exec']] } as const;
    const dir = subjectFolder({ linked, units: [unit('tokio')], features });
    await runCheck(dir, ['--tool', 'strings'], pathWith('strings'));
    expect(groupOf(featuresReport.read(dir), 'tokio')).toMatchObject({
      answers: [{ verdict: 'inconclusive' }, { verdict: 'present_retained', level: 'imports' }],
    });
  });
});

it.skipIf(process.platform === 'win32')(
  'a tool that hangs when it is asked for its version costs a line',
  async () => {
    const bin = folder({
      strings: '#!/bin/sh\ncase "$1" in --version) exec sleep 600;; esac\necho 0 nothing\n',
    });
    chmodSync(join(bin, 'strings'), 0o755);
    const dir = folder({ 'app.wasm': clean });
    const path = `${bin}${delimiter}${process.env['PATH']}`;
    const { code, stdout, stderr } = await runCheck(dir, ['app.wasm', '--tool', 'strings', '--json'], path);
    expect([code, stderr]).toEqual([
      0,
      expect.stringMatching(/strings does not say its version, .*10000 ms/),
    ]);
    expect(JSON.parse(stdout)).toMatchObject({ tool: 'strings', tool_version: 'unknown' });
  },
);
