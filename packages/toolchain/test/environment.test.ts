import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEnvironment } from '@wasmgate/contracts/environment';
import { ENVIRONMENT_FILE } from '@wasmgate/contracts/layout';
import { readToolchainLock } from '@wasmgate/contracts/toolchain-lock';
import { describe, expect, it } from 'vitest';
import { defaultLock } from '../src/lock/default-lock.ts';
import { lockKey } from '../src/lock/find-lock.ts';
import { thisMachine } from '../src/machine/machine.ts';
import { ordinaryEnv, runToolchain } from './capture.ts';
import { emptyFolder, makeWorkspace } from './workspace.ts';

const written = (root: string) => readFileSync(join(root, ENVIRONMENT_FILE), 'utf8');
const probe = (root: string) => readEnvironment(root).subjects['probe'];
/** Nothing on PATH, no home, a cache folder that does not exist. */
const nothing = () => ({
  PATH: emptyFolder(),
  HOME: emptyFolder(),
  WASMGATE_CACHE: join(emptyFolder(), 'cache'),
});

/** A second subject in such a workspace. */
function addSubject(root: string, name: string, config: object): void {
  const dir = join(root, 'subjects', name);
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'wasmgate.json'), JSON.stringify(config));
}

describe('environment', () => {
  it(
    'locked, with nothing on PATH and no cache, names the same as an ordinary run',
    { timeout: 1_200_000 },
    async () => {
      const install = ['install', '--target', 'wasm32-wasip1'];
      const { root, subject } = makeWorkspace({ lock: defaultLock });
      expect(await runToolchain(install, { cwd: subject, env: ordinaryEnv() })).toMatchObject({ code: 0 });
      expect(await runToolchain(['lock'], { cwd: subject, env: ordinaryEnv() })).toMatchObject({ code: 0 });
      const [entry] = Object.values(readToolchainLock(join(root, 'toolchain.lock.json')).rust);
      expect(entry?.tried).toBe(true);
      expect(await runToolchain(['environment'], { cwd: root, env: ordinaryEnv() })).toMatchObject({
        code: 0,
      });
      const ordinary = readEnvironment(root);
      const env = { ...nothing(), WASMGATE_TOOLCHAIN: 'locked' };
      const locked = await runToolchain(['environment'], { cwd: root, env });
      expect(locked).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('(from toolchain.lock.json)'),
      });
      expect(readEnvironment(root)).toEqual(ordinary);
      expect(existsSync(env.WASMGATE_CACHE)).toBe(false);
      expect(written(root)).not.toContain(root);
    },
  );

  it('locked: what the lock does not name is recorded for the subject that needs it', async () => {
    const { root } = makeWorkspace({ lock: defaultLock });
    addSubject(root, 'prebuilt', { wasm: 'prebuilt/app.wasm' });
    const env = { ...nothing(), WASMGATE_TOOLCHAIN: 'locked' };
    expect(await runToolchain(['environment'], { cwd: root, env })).toMatchObject({ code: 0 });
    expect(probe(root)).toMatchObject({
      toolchain: null,
      absent: {
        message: expect.stringContaining(`names no toolchain for ${thisMachine().platform}`),
        stamp: null,
      },
    });
    expect(readEnvironment(root).subjects['prebuilt']?.absent).toBeNull();
  });

  it('needs no Rust for a prebuilt file, whose toolchain is the same on every machine', async () => {
    const { root } = makeWorkspace({ config: { wasm: 'prebuilt/app.wasm' } });
    expect(await runToolchain(['environment'], { cwd: root, env: nothing() })).toMatchObject({ code: 0 });
    expect(probe(root)?.toolchain).toMatchObject({ provider: 'prebuilt', platform: 'any' });
  });

  it('installs nothing: what is not here has another answer each time, so that no cache keeps it', async () => {
    const { root } = makeWorkspace();
    const env = nothing();
    const first = await runToolchain(['environment'], { cwd: root, env });
    expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining('not here for probe') });
    const once = probe(root);
    expect(once).toMatchObject({
      toolchain: null,
      absent: { stamp: expect.stringMatching(/^[0-9a-f]{16}$/) },
    });
    await runToolchain(['environment'], { cwd: root, env });
    expect(probe(root)?.absent?.stamp).not.toBe(once?.absent?.stamp);
    expect(existsSync(env.WASMGATE_CACHE)).toBe(false);
  });

  it('what may not be installed has the same answer each time', async () => {
    const { root } = makeWorkspace({ rustVersion: '1.999' });
    const env = { ...nothing(), WASMGATE_INSTALL: 'never' };
    await runToolchain(['environment'], { cwd: root, env });
    expect(probe(root)?.absent).toMatchObject({
      message: expect.stringContaining('Rust 1.999 or newer'),
      stamp: null,
    });
    const once = written(root);
    await runToolchain(['environment'], { cwd: root, env });
    expect(written(root)).toBe(once);
  });

  it('a subject whose configuration is broken costs no other', async () => {
    const { root } = makeWorkspace({ config: { wasm: 'prebuilt/app.wasm' } });
    addSubject(root, 'broken', { crate: 1, wasm: 2 });
    expect(await runToolchain(['environment'], { cwd: root, env: nothing() })).toMatchObject({ code: 0 });
    expect(readEnvironment(root).subjects['broken']).toMatchObject({
      toolchain: null,
      absent: { message: expect.stringContaining('expected exactly one of') },
    });
  });

  it('is the same from the folder of a subject, and in a repository of one package', async () => {
    const { root, subject } = makeWorkspace({ config: { wasm: 'prebuilt/app.wasm' } });
    await runToolchain(['environment'], { cwd: root, env: nothing() });
    const fromRoot = written(root);
    await runToolchain(['environment'], { cwd: subject, env: nothing() });
    expect(written(root)).toBe(fromRoot);
    writeFileSync(join(root, 'package.json'), '{}');
    await runToolchain(['environment'], { cwd: subject, env: nothing() });
    expect(probe(subject)?.toolchain?.provider).toBe('prebuilt');
  });

  it('names the machine class, or takes it from WASMGATE_HOST_CLASS; and the day', async () => {
    const { root } = makeWorkspace({ config: { wasm: 'prebuilt/app.wasm' } });
    const env = { ...nothing(), WASMGATE_TOOLCHAIN: 'locked' };
    await runToolchain(['environment'], { cwd: root, env });
    const { host: own, day } = readEnvironment(root);
    expect(day).toBe(new Date().toISOString().slice(0, 10));
    expect(own).toMatchObject({ overridden: false, engine: `wasmtime ${defaultLock.wasmtime.version}` });
    expect(own.host_class).toBe(
      `${own.os}/${own.arch}/${own.cpu_model}/${own.cores} core${own.cores === 1 ? '' : 's'}/${own.engine}`,
    );
    await runToolchain(['environment'], { cwd: root, env: { ...env, WASMGATE_HOST_CLASS: 'fleet-a' } });
    expect(readEnvironment(root).host).toEqual({ ...own, host_class: 'fleet-a', overridden: true });
  });

  it('says so when another toolchain than the lock names will build', async () => {
    const { root, subject } = makeWorkspace();
    expect(await runToolchain(['install'], { cwd: subject, env: ordinaryEnv() })).toMatchObject({ code: 0 });
    const file = join(root, 'toolchain.lock.json');
    const lock = readToolchainLock(file);
    const { platform } = thisMachine();
    const toolchain = { ...Object.values(lock.rust)[0]!.toolchain, platform, identity: 'what CI has' };
    const key = lockKey(toolchain);
    writeFileSync(
      file,
      JSON.stringify({ ...lock, preferred: key, rust: { [key]: { tried: true, toolchain } } }),
    );
    const { code, stdout } = await runToolchain(['environment'], { cwd: root, env: ordinaryEnv() });
    expect({ code, notes: stdout.match(/note: toolchain\.lock\.json names what CI has/g)?.length }).toEqual({
      code: 0,
      notes: 1,
    });
    expect(probe(root)?.toolchain?.identity).not.toBe('what CI has');
  });

  it('is for a workspace with a subject', async () => {
    expect(await runToolchain(['environment'], { cwd: emptyFolder(), env: nothing() })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('has no subject'),
    });
  });

  it('refuses a damaged lock, naming file and place', async () => {
    const { root } = makeWorkspace();
    writeFileSync(join(root, 'toolchain.lock.json'), JSON.stringify({ ...defaultLock, preferred: 1 }));
    expect(await runToolchain(['environment'], { cwd: root, env: nothing() })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/toolchain\.lock\.json: \$\.preferred: /),
    });
  });
});
