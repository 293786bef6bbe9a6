import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SubjectConfig } from '@wasmgate/contracts/subject';
import { ARTIFACTS } from '@wasmgate/contracts/layout';
import { moduleNames, readWasm } from '@wasmgate/wasm-model';
import { findingText } from '@wasmgate/words';
import { describe, expect, it } from 'vitest';
import { buildSubject } from '../src/build-subject.ts';
import { scratchContext, scratchSubject } from './support/scratch-subject.ts';
import { custom, emptyComponent, tinyModule } from './support/wasm-bytes.ts';
import { told } from './support/told.ts';

const PATH = 'prebuilt/app.wasm';

async function build(bytes: Uint8Array, config: Partial<SubjectConfig> = {}) {
  const subject = scratchSubject({ wasm: PATH, ...config }, { [PATH]: bytes });
  const report = await buildSubject(told(subject), scratchContext().context);
  const artifact = (name: keyof typeof ARTIFACTS) =>
    new Uint8Array(readFileSync(join(subject.dir, ARTIFACTS[name])));
  return { report, artifact };
}

describe('a prebuilt core module', () => {
  const bytes = tinyModule({ functionName: 'app::run', customs: custom('anything', [1, 2, 3]) });

  it('ships byte for byte', async () => {
    const { report, artifact } = await build(bytes);
    for (const name of Object.keys(ARTIFACTS))
      expect(artifact(name as keyof typeof ARTIFACTS)).toEqual(bytes);
    expect(report).toMatchObject({
      kind: 'module',
      crate: null,
      prebuilt: PATH,
      units: null,
      wasm_target: 'unknown',
      wasm_allocator: 'none',
      toolchain: { provider: 'prebuilt', identity: 'prebuilt' },
      optimizer: { level: 'none', componentizer: null },
      rustflags: [],
      exports: ['memory', 'run'],
      verdict: 'pass',
    });
  });

  it('goes through wasm-opt when a level is given, and then ships without names', async () => {
    const { report, artifact } = await build(bytes, { optimize: { level: 'O1' } });
    const present = (name: keyof typeof ARTIFACTS) => {
      const binary = readWasm(artifact(name));
      return binary.kind === 'module' && moduleNames(binary).present;
    };
    expect(artifact('linked')).toEqual(bytes);
    expect([present('named'), present('unoptimized'), present('shipped')]).toEqual([true, false, false]);
    expect(report.optimizer.level).toBe('O1');
    expect(report.core.matches_named).toBe(true);
  });

  it('ships without the custom sections that wasmgate.json drops, which keys the build', async () => {
    const more = tinyModule({
      functionName: 'app::run',
      customs: [...custom('anything', [1, 2, 3]), ...custom('kept', [4])],
    });
    const optimize = { level: 'none' as const, drop_sections: ['anything'] };
    const { report, artifact } = await build(more, { optimize });
    const names = (name: keyof typeof ARTIFACTS) =>
      readWasm(artifact(name)).sections.flatMap(({ customName }) => customName ?? []);
    expect(artifact('named')).toEqual(more);
    expect(names('shipped')).toEqual(names('named').filter((name) => name !== 'anything'));
    expect(artifact('unoptimized')).toEqual(artifact('shipped'));
    expect(report.core.matches_named).toBe(true);
    const kept = await build(more, { optimize: { level: 'none' } });
    expect(kept.artifact('shipped')).toEqual(more);
    expect(kept.report.settings_sha256).not.toBe(report.settings_sha256);
  });

  it('that exports nothing but memory is a violation, and so is a missing export', async () => {
    const nothing = await build(tinyModule({ exports: ['_initialize'] }));
    expect(nothing.report).toMatchObject({ verdict: 'fail', findings: [{ code: 'exports_missing' }] });
    const lacking = await build(bytes, { exports: ['run', 'stop'] });
    expect(lacking.report.findings).toEqual([
      { code: 'exports_missing', severity: 'violation', args: { missing: ['stop'] } },
    ]);
  });

  it('that exports nothing may say why, and is told each time; so is a reason that is not needed', async () => {
    const exports = { none: 'a plugin that only registers itself' };
    const nothing = await build(tinyModule({ exports: ['_initialize'] }), { exports });
    expect(nothing.report).toMatchObject({
      verdict: 'pass',
      findings: [{ code: 'exports_waived', severity: 'warning', args: { reason: exports.none, found: 0 } }],
    });
    const something = await build(bytes, { exports });
    expect(something.report).toMatchObject({
      verdict: 'pass',
      findings: [{ code: 'exports_waived', args: { found: 1 } }],
    });
    const [first, second] = [nothing, something].map(({ report }) => report.findings.map(findingText)[0]);
    expect(first).toContain(exports.none);
    expect(second).toContain('it exports 1');
  });
});

describe('a prebuilt component', () => {
  it('is all four artifacts', async () => {
    const { report, artifact } = await build(emptyComponent, { optimize: { level: 'none' } });
    expect(artifact('linked')).toEqual(emptyComponent);
    expect(report).toMatchObject({
      kind: 'component',
      core: { code_sha256: null, matches_named: true },
      verdict: 'fail',
    });
  });

  it('with a level of optimization is refused', async () => {
    await expect(build(emptyComponent, { optimize: { level: 'Oz' } })).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('core modules only'),
    });
  });
});

describe('bad input is refused with exit code 2', () => {
  it.each([
    ['an empty file', new Uint8Array(), /is empty/],
    ['text', Buffer.from('(module)'), /WebAssembly text/],
    ['a truncated module', tinyModule().subarray(0, 30), /at byte 0x/],
    ['a wrong magic', Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 1, 0, 0, 0]), /not WebAssembly/],
  ])('%s', async (_what, bytes, message) => {
    await expect(build(bytes)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(message),
    });
  });

  it('a module whose code is cut short', async () => {
    const malformed = tinyModule();
    malformed[malformed.length - 1] = 0x1a;
    await expect(build(malformed)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/at byte 0x/),
    });
  });

  it('a module that wasm-opt finds invalid', async () => {
    // Two exports of one name: well-formed, but invalid.
    const invalid = tinyModule({ exports: ['run', 'run'] });
    await expect(build(invalid, { optimize: { level: 'O1' } })).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('wasm-opt -O1 failed'),
    });
  });

  it.each(['app.wasm', 'other/app.wasm', 'prebuilt/../app.wasm'])(
    'a path outside prebuilt/ that turbo.json does not name: %s',
    async (wasm) => {
      const subject = scratchSubject(
        { wasm: PATH },
        { 'app.wasm': tinyModule(), 'other/app.wasm': tinyModule() },
      );
      const moved = { ...subject, config: { wasm } };
      const file = wasm.replace('prebuilt/../', '');
      await expect(buildSubject(told(moved), scratchContext().context)).rejects.toMatchObject({
        exitCode: 2,
        fix: expect.stringContaining(`"inputs": ["$TURBO_EXTENDS$", "${file}"]`),
      });
      writeFileSync(
        join(subject.dir, 'turbo.json'),
        JSON.stringify({ tasks: { build: { inputs: ['$TURBO_EXTENDS$', file] } } }),
      );
      await expect(buildSubject(told(moved), scratchContext().context)).resolves.toMatchObject({
        prebuilt: wasm,
      });
    },
  );
});
