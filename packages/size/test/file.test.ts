import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sizeReport } from '@wasmgate/contracts/size';
import { component, coreModule, custom, nestedModule, program } from './wasm-bytes.ts';
import { folder, runSize } from './run-size.ts';

describe('a .wasm given by path', () => {
  it('is measured from any folder, without a wasmgate.json', async () => {
    const bytes = component(nestedModule(program('hello')), custom('note'));
    const dir = folder({ 'sub/app.wasm': bytes });
    const { code, stdout } = await runSize(dir, 'sub/app.wasm', '--json');
    expect(code).toBe(0);
    const report = sizeReport.check('stdout', JSON.parse(stdout));
    expect(report).toMatchObject({
      subject: null,
      artifact: 'app.wasm',
      artifact_sha256: createHash('sha256').update(bytes).digest('hex'),
      kind: 'component',
      raw_bytes: bytes.length,
      attributed_bytes: bytes.length,
      compressor: 'zlib 1 / brotli 1 / test',
      verdict: 'pass',
      stages: {
        unoptimized: null,
        shipped: { core_modules: 1, core_bytes: program('hello').length, custom_bytes: 7 },
      },
    });
    expect(report.sections).toEqual(report.stages.shipped.sections);
    expect(stdout).not.toContain(dir);
    expect(existsSync(join(dir, 'sub/target'))).toBe(false);
  });

  it('is written where --out says', async () => {
    const dir = folder({ 'app.wasm': program('hello') });
    await runSize(dir, 'app.wasm', '--out', 'size.json', '--quiet');
    expect(JSON.parse(readFileSync(join(dir, 'size.json'), 'utf8'))).toMatchObject({ kind: 'module' });
  });

  it('is compressed by a quicker brotli when it is large, which is said and part of what figures depend on', async () => {
    const dir = folder({
      'app.wasm': coreModule(
        custom(
          'zeros',
          Array.from({ length: 17 * 1024 ** 2 }, () => 0),
        ),
      ),
    });
    const { stdout, stderr } = await runSize(dir, 'app.wasm', '--json');
    expect(sizeReport.check('stdout', JSON.parse(stdout))).toMatchObject({
      brotli_quality: 9,
      compressor: 'zlib 1 / brotli 1 / test / brotli quality 9',
    });
    expect(stderr).toMatch(/^compressing app\.wasm: gzip 9 and brotli 9, for brotli 11 would take minutes/);
    const { stdout: text } = await runSize(dir, 'app.wasm');
    expect(text).toMatch(/brotli 9 +\d/);
  });

  it('is held to budgets only by a --config', async () => {
    const budgets = { wasm_size_raw_kb: 0.01, wasm_size_brotli_kb: { max: 0.01, waive: 'because' } };
    const dir = folder({
      'app.wasm': program('hello'.repeat(40)),
      'gate.json': JSON.stringify({ wasm: 'app.wasm', budgets }),
    });
    expect(await runSize(dir, 'app.wasm')).toMatchObject({ code: 0 });
    const { code, stdout } = await runSize(dir, 'app.wasm', '--config', 'gate.json');
    expect(code).toBe(1);
    expect(stdout).toContain('wasm_size_raw_kb 0.2 of 0.01 kB FAIL');
    expect(stdout).toContain('because');
  });

  it.each<[string, Record<string, Uint8Array | string>, RegExp]>([
    ['is missing', {}, /does not exist/],
    ['is a folder', { 'app.wasm/x': '' }, /is a folder/],
    ['is empty', { 'app.wasm': '' }, /is empty/],
    ['is WAT', { 'app.wasm': '(module)' }, /WebAssembly text/],
    ['is other text', { 'app.wasm': 'hello, world' }, /not WebAssembly/],
    ['is truncated', { 'app.wasm': program('hello').slice(0, 30) }, /at byte/],
    ['ends in its preamble', { 'app.wasm': program('hello').slice(0, 6) }, /truncated/],
    ['has a section that does not exist', { 'app.wasm': coreModule([99, 0]) }, /unknown core section id 99/],
  ])('is refused with exit 2 when it %s', async (_what, files, message) => {
    const { code, stdout, stderr } = await runSize(folder(files), 'app.wasm');
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
    expect(stderr).toContain('fix:');
  });
});
