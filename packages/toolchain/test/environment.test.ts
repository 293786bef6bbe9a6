import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostReport } from '@wasmgate/contracts/host';
import { toolchainReport } from '@wasmgate/contracts/toolchain';
import { readToolchainLock } from '@wasmgate/contracts/toolchain-lock';
import { describe, expect, it } from 'vitest';
import { defaultLock } from '../src/lock/default-lock.ts';
import { lockKey } from '../src/lock/find-lock.ts';
import { thisMachine } from '../src/machine/machine.ts';
import { ordinaryEnv, runToolchain } from './capture.ts';
import { emptyFolder, makeWorkspace } from './workspace.ts';

const reports = (subject: string) =>
  [toolchainReport, hostReport].map((report) => readFileSync(report.path(subject), 'utf8'));
/** Nothing on PATH, no home, a cache folder that does not exist. */
const nothing = () => ({
  PATH: emptyFolder(),
  HOME: emptyFolder(),
  WASMGATE_CACHE: join(emptyFolder(), 'cache'),
});

describe('environment', () => {
  it(
    'locked, with nothing on PATH and no cache, writes the very bytes of an ordinary run',
    { timeout: 1_200_000 },
    async () => {
      const install = ['install', '--target', 'wasm32-wasip1'];
      expect(await runToolchain(install, { cwd: makeWorkspace().subject, env: ordinaryEnv() })).toMatchObject(
        {
          code: 0,
        },
      );
      const { root, subject } = makeWorkspace({ lock: defaultLock });
      expect(await runToolchain(['lock'], { cwd: subject, env: ordinaryEnv() })).toMatchObject({ code: 0 });
      const [entry] = Object.values(readToolchainLock(join(root, 'toolchain.lock.json')).rust);
      expect(entry?.tried).toBe(true);
      expect(await runToolchain(['environment'], { cwd: subject, env: ordinaryEnv() })).toMatchObject({
        code: 0,
      });
      const ordinary = reports(subject);
      const env = { ...nothing(), WASMGATE_TOOLCHAIN: 'locked' };
      const locked = await runToolchain(['environment'], { cwd: subject, env });
      expect(locked).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('(from toolchain.lock.json)'),
      });
      expect(reports(subject)).toEqual(ordinary);
      expect(() => readFileSync(env.WASMGATE_CACHE)).toThrow('ENOENT');
      expect(ordinary.join('')).not.toContain(root);
    },
  );

  it('locked stops where the lock names nothing for this platform', async () => {
    const { subject } = makeWorkspace({ lock: defaultLock });
    const env = { ...nothing(), WASMGATE_TOOLCHAIN: 'locked' };
    expect(await runToolchain(['environment'], { cwd: subject, env })).toMatchObject({
      code: 3,
      stderr: expect.stringContaining(`names no toolchain for ${thisMachine().platform}`),
    });
  });

  it('needs no Rust for a prebuilt file, whose toolchain is the same on every machine', async () => {
    const { subject } = makeWorkspace({ config: { wasm: 'prebuilt/app.wasm' } });
    const env = { ...ordinaryEnv(), RUSTUP_HOME: emptyFolder() };
    expect(await runToolchain(['environment'], { cwd: subject, env })).toMatchObject({ code: 0 });
    expect(toolchainReport.read(subject).toolchain).toMatchObject({ provider: 'prebuilt', platform: 'any' });
  });

  it('names the machine class, or takes it from WASMGATE_HOST_CLASS', async () => {
    const { subject } = makeWorkspace({ config: { wasm: 'prebuilt/app.wasm' } });
    const env = { ...nothing(), WASMGATE_TOOLCHAIN: 'locked' };
    await runToolchain(['environment'], { cwd: subject, env });
    const own = hostReport.read(subject);
    expect(own).toMatchObject({ overridden: false, wasmtime_version: defaultLock.wasmtime.version });
    expect(own.host_class).toBe(
      `${own.os}/${own.arch}/${own.cpu_model}/${own.cores} core${own.cores === 1 ? '' : 's'}/wasmtime ${own.wasmtime_version}`,
    );
    await runToolchain(['environment'], { cwd: subject, env: { ...env, WASMGATE_HOST_CLASS: 'fleet-a' } });
    expect(hostReport.read(subject)).toEqual({ ...own, host_class: 'fleet-a', overridden: true });
  });

  it('says so when another toolchain than the lock names will build', async () => {
    const { root, subject } = makeWorkspace();
    const file = join(root, 'toolchain.lock.json');
    const lock = readToolchainLock(file);
    const { platform } = thisMachine();
    const toolchain = { ...Object.values(lock.rust)[0]!.toolchain, platform, identity: 'what CI has' };
    const key = lockKey(toolchain);
    writeFileSync(
      file,
      JSON.stringify({ ...lock, preferred: key, rust: { [key]: { tried: true, toolchain } } }),
    );
    const { code, stdout } = await runToolchain(['environment'], { cwd: subject, env: ordinaryEnv() });
    expect({ code, notes: stdout.match(/note: toolchain\.lock\.json names what CI has/g)?.length }).toEqual({
      code: 0,
      notes: 1,
    });
    expect(toolchainReport.read(subject).toolchain.identity).not.toBe('what CI has');
  });

  it('leaves earlier reports whole when it fails', async () => {
    const { subject } = makeWorkspace({ rustVersion: '1.999' });
    mkdirSync(join(subject, 'target', 'wasm-bench'), { recursive: true });
    writeFileSync(toolchainReport.path(subject), 'earlier');
    const env = { ...nothing(), WASMGATE_INSTALL: 'never' };
    expect(await runToolchain(['environment'], { cwd: subject, env })).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('Rust 1.999 or newer'),
    });
    expect(readFileSync(toolchainReport.path(subject), 'utf8')).toBe('earlier');
  });

  it('is for the folder of a subject', async () => {
    expect(await runToolchain(['environment'], { cwd: emptyFolder(), env: nothing() })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no wasmgate.json here'),
    });
  });

  it('refuses a damaged lock, naming file and place', async () => {
    const { root, subject } = makeWorkspace();
    writeFileSync(join(root, 'toolchain.lock.json'), JSON.stringify({ ...defaultLock, preferred: 1 }));
    expect(await runToolchain(['environment'], { cwd: subject, env: nothing() })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/toolchain\.lock\.json: \$\.preferred: /),
    });
  });
});
