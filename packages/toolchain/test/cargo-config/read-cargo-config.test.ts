import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { InputError } from '@wasmgate/contracts/errors';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readCargoConfig } from '../../src/cargo-config/read-cargo-config.ts';

/** A repository `above/repo` with the subject `subjects/app`, and a cargo home beside it. */
function place(files: Readonly<Record<string, string>>) {
  const top = realpathSync(mkdtempSync(join(tmpdir(), 'wasmgate config ')));
  onTestFinished(() => rmSync(top, { recursive: true, force: true }));
  const subject = join(top, 'above/repo/subjects/app');
  mkdirSync(subject, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(top, path)), { recursive: true });
    writeFileSync(join(top, path), content);
  }
  const env = { HOME: join(top, 'home'), CARGO_HOME: join(top, 'cargo home') };
  const read = (native = true) => readCargoConfig(subject, { env, root: join(top, 'above/repo'), native });
  return { top, subject, env, read };
}

const APP = 'above/repo/subjects/app/.cargo/config.toml';

const broken = (text: string) => () => place({ [APP]: text }).read();
const hashWith = (key: string) => place({ [APP]: `[env]\nAPI_KEY = "${key}"\n` }).read().sha256;

describe("cargo's configuration", () => {
  it('is read at every level, and joined as cargo joins it', () => {
    const { read } = place({
      [APP]: '[build]\nrustflags = ["--cfg", "own"]\n[profile.release]\nlto = "fat"\n',
      'above/repo/.cargo/config.toml': '[build]\nrustflags = ["--cfg", "repository"]\n',
      'above/repo/subjects/.cargo/config.toml': '[profile.release]\nlto = false\nopt-level = 1\n',
      'above/.cargo/config': '[profile.release]\nopt-level = 2\n',
      'cargo home/config.toml': '[build]\nrustflags = ["--cfg", "home"]\n[profile.release]\ndebug = 1\n',
    });
    const { values, levels, problems } = read();
    expect(values).toEqual({
      'build.rustflags': ['--cfg', 'home', '--cfg', 'repository', '--cfg', 'own'],
      'profile.release.debug': 1,
      'profile.release.lto': 'fat',
      'profile.release.opt-level': 1,
    });
    expect(levels.map(({ level }) => level)).toEqual([
      'subject',
      'workspace subjects',
      'workspace',
      'parent 1',
      'CARGO_HOME',
    ]);
    expect(problems).toEqual([]);
  });

  it('keys by its effect: by what it says, and not by where that stands or what changes nothing', () => {
    const own = place({ [APP]: '[build]\nrustflags = ["-Copt-level=1"]\n' }).read();
    const home = place({
      'cargo home/config.toml':
        '[build]\njobs = 3\ntarget-dir = "/x"\nrustc-wrapper = "sccache"\nrustflags = ["-Copt-level=1"]\n[term]\nquiet = true\n[net]\noffline = true\n[target.wasm32-wasip2]\nlinker = "x"\nrunner = "wasmtime"\n[source.crates-io]\nreplace-with = "mirror"\n[source.mirror]\nregistry = "sparse+https://mirror/"\n[alias]\nb = "build"\n',
    }).read();
    expect(home.sha256).toBe(own.sha256);
    expect(home.values).toEqual(own.values);
  });

  it('counts what links for the machine itself only where native programs are built', () => {
    const { read } = place({
      'cargo home/config.toml':
        '[target.x86_64-unknown-linux-gnu]\nlinker = "clang"\nrustflags = ["-Clink-arg=-fuse-ld=/usr/bin/mold"]\n',
    });
    expect(read(false)).toMatchObject({ values: {}, problems: [] });
    expect(Object.keys(read(true).values)).toEqual([
      'target.x86_64-unknown-linux-gnu.linker',
      'target.x86_64-unknown-linux-gnu.rustflags',
    ]);
  });

  it('counts a key that it does not know, in a table that reaches the compiler', () => {
    const { read } = place({ [APP]: "[build]\nfuture = 1\n[target.'cfg(unix)']\nrustflags = 'a b'\n" });
    expect(read().values).toEqual({ 'build.future': 1, "target.'cfg(unix)'.rustflags": 'a b' });
  });

  it('reads what a file includes, below what the file says itself', () => {
    const { read } = place({
      [APP]:
        'include = ["shared.toml", { path = "none.toml", optional = true }]\n[profile.release]\nlto = true\n',
      'above/repo/subjects/app/.cargo/shared.toml': '[profile.release]\nlto = false\npanic = "abort"\n',
    });
    expect(read().values).toEqual({ 'profile.release.lto': true, 'profile.release.panic': 'abort' });
  });

  it('refuses a file that includes itself or what is not there, and what is not TOML, by name', () => {
    expect(broken('include = "config.toml"')).toThrow('includes itself');
    expect(broken('include = "gone.toml"')).toThrow('gone.toml: cannot be read');
    expect(broken('[build')).toThrow(InputError);
    expect(broken('a = 1\n[build')).toThrow(/config\.toml:2:\d+: not TOML/);
  });

  it('takes the cargo home once when the subject lies below it', () => {
    const { subject, top } = place({ [APP]: '' });
    mkdirSync(join(top, '.cargo'));
    writeFileSync(join(top, '.cargo/config.toml'), '[build]\nrustflags = ["x"]\n');
    const read = (root: string, env: Record<string, string>) => readCargoConfig(subject, { env, root });
    const { values, levels } = read(top, { HOME: top });
    expect(values).toEqual({ 'build.rustflags': ['x'] });
    expect(levels.map(({ level }) => level)).toEqual(['CARGO_HOME']);
  });

  it('holds no path of this machine and no secret', () => {
    const { top, subject, env } = place({});
    const file = join(top, APP);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(
      file,
      `[build]\nrustflags = ["-Lnative=${subject}/src", "-L${top}/cargo home/x", "-L${top}/home/lib", "-L${top}/home-2"]
[registries.inner]
token = "geheim"
[registry]
token = "geheim"
[env]
API_KEY = "geheim"
[source.inner]
git = "https://user:geheim@host/x"
`,
    );
    const config = readCargoConfig(subject, { env, root: join(top, 'above/repo') });
    expect(config.values['build.rustflags']).toEqual([
      '-Lnative=/workspace/src',
      '-L/cargo/x',
      '-L~/lib',
      `-L${top}/home-2`,
    ]);
    expect(config.values['source.inner.git']).toBe('https://host/x');
    expect(config.values['env.API_KEY']).toMatch(/^sha256:/);
    expect(JSON.stringify(config)).not.toContain('geheim');
    expect(JSON.stringify(config.problems)).not.toContain(subject);
  });

  it('changes its hash with the value of a variable that it only hashes', () => {
    expect(hashWith('a')).not.toBe(hashWith('b'));
    expect(hashWith('a')).toBe(hashWith('a'));
  });

  it('names what no content keys, with what puts it right', () => {
    const { read } = place({
      'above/repo/.cargo/config.toml':
        'paths = ["shared"]\n[patch.crates-io]\nitoa = { path = "vendor/itoa" }\nryu = { git = "https://x" }\n[source.kept]\ndirectory = "vendor"\n[target.wasm32-wasip1]\nrustflags = "-Cprofile-use=/data/pgo.profdata --remap-path-prefix=/home/x=/y"\n',
    });
    expect(read().problems.map(({ level, key, fix }) => [level, key, fix === ''])).toEqual([
      ['workspace', 'paths', false],
      ['workspace', 'patch.crates-io.itoa.path', false],
      ['workspace', 'source.kept.directory', false],
      ['workspace', 'target.wasm32-wasip1.rustflags', false],
    ]);
  });

  it('leaves alone what lies in the subject, unless a link leads out of it', () => {
    const { top, subject, read } = place({
      [APP]: '[patch.crates-io]\nitoa = { path = "src/itoa" }\n',
      'above/repo/subjects/app/src/x': '',
      'elsewhere/x': '',
    });
    expect(read().problems).toEqual([]);
    symlinkSync(join(top, 'elsewhere'), join(subject, 'src/itoa'));
    expect(read().problems).toMatchObject([{ level: 'subject', key: 'patch.crates-io.itoa.path' }]);
  });
});
