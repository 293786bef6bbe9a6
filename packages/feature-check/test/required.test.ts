import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { describe, expect, it } from 'vitest';
import { checkIn, folder, runCheck } from './run-check.ts';
import { component, coreModule } from './wasm-bytes.ts';

const module = coreModule({
  imports: [['wasi_snapshot_preview1', 'fd_write']],
  functions: [{ name: 'run', export: 'run' }, { export: 'app:api/run@1.2.0' }],
});

async function checkRequired(bytes: Uint8Array, required: unknown, ...argv: readonly string[]) {
  const config = JSON.stringify({ wasm: 'app.wasm', features: { groups: [], required } });
  const dir = folder({ 'app.wasm': bytes, 'gate.json': config });
  return { dir, ...(await checkIn(dir, 'app.wasm', '--config', 'gate.json', ...argv)) };
}

describe('what must be there', () => {
  it('is, and the report says how often', async () => {
    const required = {
      exports: ['run', 'app:api/*@1.*'],
      imports: ['wasi_snapshot_preview1', 'wasi_snapshot_preview1.fd_*', 'wasi_snapshot_preview1#fd_write'],
    };
    const { code, report } = await checkRequired(module, required);
    expect([code, report.findings]).toEqual([0, []]);
    expect(report.required?.map(({ kind, found }) => `${kind} ${found}`)).toEqual([
      'export 1',
      'export 1',
      'import 1',
      'import 1',
      'import 1',
    ]);
  });

  it('and is not is a violation that names it', async () => {
    const required = { exports: ['run', 'stop', 'app:api/*@2.*'], imports: ['env.log'] };
    const { code, report, dir } = await checkRequired(module, required);
    expect(code).toBe(1);
    expect(report.findings).toEqual([
      {
        code: 'required_missing',
        severity: 'violation',
        args: { kind: 'export', missing: ['stop', 'app:api/*@2.*'] },
      },
      { code: 'required_missing', severity: 'violation', args: { kind: 'import', missing: ['env.log'] } },
    ]);
    const { stdout } = await runCheck(dir, ['app.wasm', '--config', 'gate.json']);
    expect(stdout).toContain('FAIL missing: stop, app:api/*@2.*, env.log');
  });

  it('is of the component itself: what a module inside it exports does not count', async () => {
    const bytes = component({ module }, { import: 'wasi:http/types@0.2.0' });
    const { report } = await checkRequired(bytes, {
      exports: ['run'],
      imports: ['wasi:http/*', 'wasi_snapshot_preview1.fd_write'],
    });
    expect(report.required?.map(({ found }) => found)).toEqual([0, 1, 0]);
    const handler = await parse(`(component (component $c) (instance $i (instantiate $c))
      (export "wasi:http/incoming-handler@0.2.0" (instance $i)))`);
    const exports = ['wasi:http/incoming-handler@0.2.*', 'wasi:http/outgoing-handler@*'];
    expect((await checkRequired(handler, { exports })).report.required?.map(({ found }) => found)).toEqual([
      1, 0,
    ]);
  });
});
