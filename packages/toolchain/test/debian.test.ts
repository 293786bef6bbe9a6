import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isLeftOut, parsePrintUris } from '../src/providers/debian/apt-recipe.ts';
import { debianMirror } from '../src/providers/debian/mirror.ts';
import { prefixName, wrapperScript } from '../src/providers/debian/prefix.ts';
import { defaultLock } from '../src/lock/default-lock.ts';
import { findDebianTools } from '../src/providers/debian/find-tools.ts';
import { resolveRust } from '../src/rust/resolve-rust.ts';
import { readSettings } from '../src/settings.ts';
import { ordinaryEnv } from './capture.ts';
import { emptyFolder, makeWorkspace } from './workspace.ts';

const out = (name: string) => isLeftOut(name, defaultLock.debian.leave_out);

describe("the mirror that apt's own sources name", () => {
  it('is found in one-line and in deb822 style, past other archives', () => {
    const list =
      '# deb http://no.example/debian x main\ndeb [signed-by=/k] https://a.example/debian/ trixie main\n';
    expect(debianMirror([{ file: '/etc/apt/sources.list', text: list }])).toBe('https://a.example/debian/');
    const other = 'Types: deb\nURIs: https://packages.example/node_20.x\nSuites: x\n';
    const security = 'Types: deb\n# note\nURIs: http://b.example/debian-security\nSuites: x\n';
    const off = 'Enabled: no\nTypes: deb\nURIs: http://off.example/debian\n';
    const own = 'Types: deb deb-src\nURIs: http://b.example/debian\nSuites: x x-updates\n';
    const text = [other, security, off, own].join('\n');
    expect(debianMirror([{ file: '/etc/apt/sources.list.d/x.sources', text }])).toBe(
      'http://b.example/debian',
    );
  });

  it('may be a list of mirrors, as in cloud images', () => {
    const text = 'Types: deb\nURIs: mirror+file:///etc/apt/mirrors/debian.list\nSuites: x\n';
    expect(debianMirror([{ file: 'a.sources', text }])).toBe('mirror+file:///etc/apt/mirrors/debian.list');
  });

  it('is null on another distribution, and never a line that smuggles an option', () => {
    expect(debianMirror([{ file: 's.list', text: 'deb http://x.example/ubuntu noble main\n' }])).toBeNull();
    expect(
      debianMirror([{ file: 's.list', text: 'deb "[trusted=yes]http://x.example/debian" a main\n' }]),
    ).toBeNull();
  });
});

describe('what apt would download', () => {
  it('is parsed with sizes and epochs', () => {
    const text =
      "'http://m.example/pool/main/l/lld_21.deb' lld-21_1%3a21.1.8-13_amd64.deb 1433176 SHA256:00\n" +
      "'http://m.example/pool/main/r/rustc.deb' rustc_1.97.1+dfsg1-1_amd64.deb 4494600 MD5Sum:00\nReading state\n";
    expect(parsePrintUris(text)).toEqual([
      { name: 'lld-21', version: '1:21.1.8-13', bytes: 1433176 },
      { name: 'rustc', version: '1.97.1+dfsg1-1', bytes: 4494600 },
    ]);
  });

  it('leaves out the C compiler and its libraries, and nothing that Rust runs with', () => {
    const not = [
      'gcc-17',
      'cpp-16',
      'binutils',
      'libc6-dev',
      'libgcc-16-dev',
      'libasan8',
      'libmpfr6',
      'linux-libc-dev',
    ];
    expect(not.filter((name) => !out(name))).toEqual([]);
    const kept = [
      'rustc',
      'cargo',
      'lld-21',
      'libgcc-s1',
      'libc6',
      'libllvm22',
      'libcurl4t64',
      'libstd-rust-1.97',
    ];
    expect(kept.filter(out)).toEqual([]);
  });

  it('names the folder: another version of any package is another folder', () => {
    const packages = [
      { name: 'rustc', version: '1.97.1', bytes: 1 },
      { name: 'lld-21', version: '1:21.1.8-13', bytes: 1 },
    ];
    const name = prefixName('x86_64-linux', 'forky', packages);
    expect(name).toMatch(/^debian-forky-x86_64-linux-1\.97\.1-[0-9a-f]{10}$/);
    expect(prefixName('x86_64-linux', 'forky', packages.toReversed())).toBe(name);
    const newer = packages.map((pkg) => (pkg.name === 'rustc' ? pkg : { ...pkg, version: '1:21.1.8-14' }));
    expect(prefixName('x86_64-linux', 'forky', newer)).not.toBe(name);
  });

  it("runs a program with the prefix's own loader, wherever the prefix lies", () => {
    const machine = { architecture: 'amd64', loader: 'usr/lib64/ld.so', libraries: 'usr/lib/x' };
    expect(wrapperScript('rustc', 'usr/bin/rustc', machine)).toContain(
      'exec "$p/usr/lib64/ld.so" --library-path "$p/usr/lib/x" --argv0 "$p/bin/rustc" "$p/usr/bin/rustc" "$@"',
    );
  });
});

// apt is only on Debian and what comes from it: elsewhere there is nothing to refuse.
const tools = findDebianTools(
  ordinaryEnv(),
  readSettings(ordinaryEnv({ WASMGATE_DEBIAN_MIRROR: 'file:///x/debian' })),
);

describe.runIf(typeof tools !== 'string')('a mirror', () => {
  it('whose release is not signed by Debian is refused, and leaves nothing behind', async () => {
    const mirror = join(emptyFolder(), 'a', 'debian');
    const dist = join(mirror, 'dists', 'forky', 'main', 'binary-amd64');
    mkdirSync(dist, { recursive: true });
    writeFileSync(
      join(dist, 'Packages'),
      'Package: rustc\nVersion: 9\nArchitecture: amd64\nFilename: evil.deb\nSize: 1\n',
    );
    writeFileSync(
      join(mirror, 'dists', 'forky', 'Release'),
      'Suite: forky\nCodename: forky\nComponents: main\n',
    );
    const cache = emptyFolder();
    const env = ordinaryEnv({
      WASMGATE_CACHE: cache,
      WASMGATE_DEBIAN_MIRROR: `file://${mirror.replaceAll(' ', '%20')}`,
      RUSTUP_HOME: emptyFolder(),
      PATH: '/usr/bin:/bin',
    });
    const progress = { step: () => {}, tick: () => {} };
    const need = { target: 'wasm32-wasip1', rustVersion: '1.999' } as const;
    const attempt = resolveRust(need, { env, dir: makeWorkspace().subject, progress });
    await expect(attempt).rejects.toMatchObject({ exitCode: 3 });
    await expect(attempt).rejects.toThrow(/apt-get update failed.*is not signed/s);
    expect(readdirSync(join(cache, 'rust'))).toEqual([]);
  });
});
