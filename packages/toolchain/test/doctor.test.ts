import { describe, expect, it } from 'vitest';
import { diagnose, diagnosisExitCode } from '../src/doctor.ts';
import { ordinaryEnv, runToolchain } from './capture.ts';
import { emptyFolder, makeWorkspace } from './workspace.ts';

const progress = { step: () => {}, tick: () => {} };
const bare = (more: Record<string, string> = {}) => ({
  PATH: emptyFolder(),
  HOME: emptyFolder(),
  WASMGATE_CACHE: emptyFolder(),
  ...more,
});

describe('doctor', () => {
  it('finds what is missing on a bare machine, why it is needed and how to get it, and exits 3', async () => {
    const { subject: dir } = makeWorkspace();
    const diagnosis = await diagnose({ env: bare({ WASMGATE_INSTALL: 'never' }), dir, progress }, '20.0.0');
    const states = Object.fromEntries(diagnosis.checks.map(({ name, state }) => [name, state]));
    expect(states).toMatchObject({
      node: 'found',
      'rust (wasm32-wasip1)': 'missing',
      libwasmtime: 'missing',
      wasmtime: 'absent',
      'python3 with pip': 'absent',
      'apt-get, dpkg-deb': 'absent',
    });
    const missing = diagnosis.checks.filter(({ state }) => state === 'missing');
    expect(missing.every(({ fix, needed }) => fix !== undefined && needed !== '')).toBe(true);
    expect(diagnosisExitCode(diagnosis)).toBe(3);
  });

  it('prints a table, and what was passed over, without installing anything', async () => {
    const { subject: cwd } = makeWorkspace();
    const env = bare({ WASMGATE_INSTALL: 'never' });
    const { code, stdout } = await runToolchain(['doctor'], { cwd, env });
    expect(code).toBe(3);
    expect(stdout).toMatch(/libwasmtime +missing/);
    expect(stdout).toContain('verify cannot run here yet');
  });

  it(
    'exits 0 where verify can run, and needs no Rust for a prebuilt file',
    { timeout: 1_200_000 },
    async () => {
      const { subject: cwd } = makeWorkspace({ config: { wasm: 'prebuilt/app.wasm' } });
      const env = ordinaryEnv();
      expect(await runToolchain(['install'], { cwd, env })).toMatchObject({ code: 0 });
      const { code, stdout } = await runToolchain(['doctor'], { cwd, env });
      expect(stdout).toMatch(/rust \(prebuilt\) +absent/);
      expect(stdout).toMatch(/libwasmtime +found/);
      expect({ code, end: stdout.trim().split('\n').at(-1) }).toEqual({
        code: 0,
        end: 'verify can run here',
      });
    },
  );
});
