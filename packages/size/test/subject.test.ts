import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sizeReport } from '@wasmgate/contracts/size';
import { kilobytes } from '@wasmgate/contracts/kilobytes';
import { program } from './wasm-bytes.ts';
import { folder, runSize } from './run-size.ts';

const shipped = program('x'.repeat(3000));
const unoptimized = program(`${'x'.repeat(3000)}${'y'.repeat(1000)}`);

const subject = (budgets: Record<string, unknown>) =>
  folder({
    'wasmgate.json': JSON.stringify({ wasm: 'prebuilt/app.wasm', budgets }),
    'target/wasm-bench/build/shipped.wasm': shipped,
    'target/wasm-bench/build/unoptimized.wasm': unoptimized,
  });

describe('a subject', () => {
  it('gets a report of both stages, headed by what ships', async () => {
    const dir = subject({ wasm_size_raw_kb: 300 });
    const { code, stdout } = await runSize(dir);
    expect(code).toBe(0);
    const report = sizeReport.read(dir);
    expect(report.stages.unoptimized).toMatchObject({
      artifact: 'target/wasm-bench/build/unoptimized.wasm',
      raw_bytes: unoptimized.length,
    });
    expect(report).toMatchObject({
      artifact: 'target/wasm-bench/build/shipped.wasm',
      raw_bytes: shipped.length,
      wasm_size_raw_kb: kilobytes(shipped.length),
    });
    expect(stdout).toContain('wasm_size_raw_kb 3 of 300 kB PASS');
    expect(stdout).toMatch(/raw +4,\d+ B +3,\d+ B +3\.0 +-2\d %/);
  });

  it('over a budget exits 1, and 0 with --exit-zero; what is kept knows no limit, for the gate judges', async () => {
    const dir = subject({ wasm_size_gzip_kb: 0.01 });
    const { code, stdout } = await runSize(dir, '--json');
    expect([code, JSON.parse(stdout)]).toMatchObject([
      1,
      { verdict: 'fail', findings: [{ code: 'over_budget' }] },
    ]);
    const first = readFileSync(sizeReport.path(dir), 'utf8');
    expect(JSON.parse(first)).toMatchObject({ verdict: 'pass', findings: [] });
    expect(await runSize(dir, '--exit-zero')).toMatchObject({ code: 0 });
    expect(readFileSync(sizeReport.path(dir), 'utf8')).toBe(first);
  });

  it('whose optimizer made what is sent larger says so, and by how much', async () => {
    const dir = folder({
      'wasmgate.json': JSON.stringify({ wasm: 'prebuilt/app.wasm' }),
      // As many bytes, which repeat nothing.
      'target/wasm-bench/build/shipped.wasm': program(randomBytes(2000).toString('latin1')),
      'target/wasm-bench/build/unoptimized.wasm': shipped,
    });
    const { code, stdout } = await runSize(dir);
    expect(code).toBe(0);
    const { findings, verdict, stages } = sizeReport.read(dir);
    expect(verdict).toBe('pass');
    expect(findings).toEqual([
      {
        code: 'optimizer_grew',
        severity: 'warning',
        args: {
          gzip_delta_bytes: (stages.shipped.gzip_bytes ?? 0) - (stages.unoptimized?.gzip_bytes ?? 0),
          brotli_delta_bytes: (stages.shipped.brotli_bytes ?? 0) - (stages.unoptimized?.brotli_bytes ?? 0),
        },
      },
    ]);
    expect(stdout).toMatch(/wasm-opt made what is sent larger: gzip by \+[\d,]+ B, brotli by \+[\d,]+ B/);
  });

  it('without its unoptimized stage is refused, and an earlier report stays', async () => {
    const dir = subject({});
    await runSize(dir);
    rmSync(join(dir, 'target/wasm-bench/build/unoptimized.wasm'));
    const { code, stderr } = await runSize(dir);
    expect(code).toBe(2);
    expect(stderr).toContain('turbo run build');
    expect(sizeReport.read(dir).raw_bytes).toBe(shipped.length);
  });
});
