import { describe, expect, it } from 'vitest';
import { component, coreModule } from './wasm-bytes.ts';
import { folder, runCheck, type Files } from './run-check.ts';

const good = coreModule({ functions: [{ name: 'run', export: 'run' }], data: ['text'] });
const patched = (bytes: Uint8Array, at: number, ...values: readonly number[]) => {
  const copy = Uint8Array.from(bytes);
  copy.set(values, at);
  return copy;
};

describe('a file that is no .wasm', () => {
  it.each<[string, Files, RegExp]>([
    ['is missing', {}, /does not exist/],
    ['is a folder', { 'app.wasm/x': '' }, /is a folder/],
    ['is empty', { 'app.wasm': '' }, /is empty/],
    ['is WAT', { 'app.wasm': '(module)' }, /WebAssembly text/],
    ['has another magic', { 'app.wasm': patched(good, 0, 0x7f) }, /not WebAssembly/],
    ['has another version', { 'app.wasm': patched(good, 4, 9) }, /version 0x9/],
    ['is truncated', { 'app.wasm': good.slice(0, -3) }, /at byte/],
    ['holds a truncated module', { 'app.wasm': component({ module: good.slice(0, -3) }) }, /at byte/],
  ])('is refused with exit 2 when it %s', async (_what, files, message) => {
    const dir = folder(files);
    for (const argv of [['app.wasm'], ['app.wasm', '--tool', 'strings']]) {
      const { code, stdout, stderr } = await runCheck(dir, argv);
      expect(code).toBe(2);
      expect(stdout).toBe('');
      expect(stderr).toMatch(message);
    }
  });
});

const dir = () => folder({ 'app.wasm': good });

describe('arguments', () => {
  it('name a tool that there is', async () => {
    const { code, stderr } = await runCheck(dir(), ['app.wasm', '--tool', 'grep']);
    expect(code).toBe(2);
    expect(stderr).toContain('wasm-objdump');
  });

  it('name a file, outside a subject', async () => {
    expect(await runCheck(folder(), [])).toMatchObject({ code: 2, stdout: '' });
  });

  it('name a configuration that is valid', async () => {
    const bad = { wasm: 'x.wasm', features: { groups: [{ name: 'a', pattern: ['x'] }] } };
    const at = folder({ 'app.wasm': good, 'gate.json': JSON.stringify(bad) });
    const { code, stderr } = await runCheck(at, ['app.wasm', '--config', 'gate.json']);
    expect(code).toBe(2);
    expect(stderr).toContain('patterns');
  });
});
