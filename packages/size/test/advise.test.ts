import { expect, it } from 'vitest';
import { adviceReport } from '@wasmgate/contracts/advice';
import { sha256 } from '@wasmgate/contracts/sha256';
import { folder, runSize } from './run-size.ts';
import { component, custom } from './wasm-bytes.ts';

const many = Array.from({ length: 100 }, () => 7);
/** Without a core module nothing needs to be run. */
const files = { 'app.wasm': component(custom('component-name', many), custom('.debug_\u001b[31m', many)) };

it('--advise shows the largest saving first, its proof, its cost and how it is done, and exits 0', async () => {
  const { code, stdout, stderr } = await runSize(folder(files), 'app.wasm', '--advise', '--compress', 'none');
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^ +1 +117 B +same code +leave out custom sections/m);
  expect(stdout).toContain('cost: stack traces and profilers show numbers for names');
  expect(stdout).toContain('how: wasmgate.json: "optimize": { …, "drop_sections": ["component-name"] }');
  expect(stdout).toContain('cannot be run here, so no change of code is advised: it has no core module');
  expect(stdout).not.toContain('\u001b');
});

it('--advise --json and --out give the same document', async () => {
  const dir = folder(files);
  const { code, stdout } = await runSize(dir, 'app.wasm', '--advise', '--json', '--out', 'advice.json');
  expect(code).toBe(0);
  const report = adviceReport.check('stdout', JSON.parse(stdout));
  expect(report).toMatchObject({ artifact: 'app.wasm', replay: { calls: 0 } });
  expect(report.advice.map(({ code: of, args }) => [of, args['role']])).toEqual([
    ['custom_sections_idle', 'names'],
    ['custom_sections_idle', 'debug_info'],
  ]);
  expect(report.advice[0]?.saves.gzip_bytes).toBeGreaterThan(0);
  expect(adviceReport.text(report)).toBe(stdout);
});

it('"nothing to gain here" is an answer', async () => {
  const { code, stdout } = await runSize(
    folder({ 'app.wasm': component() }),
    'app.wasm',
    '--advise',
    '--quiet',
  );
  expect([code, stdout]).toEqual([0, '']);
  const shown = await runSize(folder({ 'app.wasm': component() }), 'app.wasm', '--advise');
  expect(shown.stdout).toContain('nothing to gain here');
});

it('--within alone is a mistake', async () => {
  const { code, stderr } = await runSize(folder(files), 'app.wasm', '--within', '5');
  expect([code, stderr]).toEqual([2, expect.stringContaining('--within is the time for --advise')]);
});

it('--build alone is a mistake, and so is it for what no crate makes', async () => {
  const alone = await runSize(folder(files), 'app.wasm', '--build');
  expect([alone.code, alone.stderr]).toEqual([2, expect.stringContaining('--build is what --advise may do')]);
  const file = await runSize(folder(files), 'app.wasm', '--advise', '--build');
  expect([file.code, file.stderr]).toEqual([2, expect.stringContaining('no crate to build app.wasm from')]);
});

it('in a subject advice.json is kept beside the reports, and names the bytes that it speaks of', async () => {
  const shipped = files['app.wasm'];
  const dir = folder({
    'wasmgate.json': JSON.stringify({ wasm: 'prebuilt/app.wasm' }),
    'target/wasm-bench/build/shipped.wasm': shipped,
    'target/wasm-bench/build/named.wasm': shipped,
  });
  const { code } = await runSize(dir, '--advise', '--compress', 'none');
  expect(code).toBe(0);
  expect(adviceReport.read(dir)).toMatchObject({
    artifact: 'target/wasm-bench/build/shipped.wasm',
    artifact_sha256: sha256(shipped),
    advice: [{ code: 'custom_sections_idle' }, { code: 'custom_sections_idle' }],
  });
});

it('text from the file steers no terminal', async () => {
  const { stdout } = await runSize(folder(files), 'app.wasm', '--advise', '--json', '--compress', 'none');
  expect(stdout).not.toContain('\u001b');
  const report = adviceReport.check('stdout', JSON.parse(stdout));
  expect(report.advice[1]?.args['sections']).toEqual([String.raw`.debug_\u{1b}[31m`]);
});
