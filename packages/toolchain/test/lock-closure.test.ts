import { describe, expect, it } from 'vitest';
import { lockClosure, packageNameIn } from '../src/cargo-lock/lock-closure.ts';

const registry = 'registry+https://github.com/rust-lang/crates.io-index';
const entry = (name: string, version: string, dependencies: readonly string[] = [], source = registry) => `
[[package]]
name = "${name}"
version = "${version}"
${source === '' ? '' : `source = "${source}"\nchecksum = "sum of ${name} ${version}"\n`}dependencies = [${dependencies.map((one) => `"${one}"`).join(', ')}]
`;
const lock = (...entries: readonly string[]) => `version = 4\n${entries.join('')}`;

const app = entry('app', '0.1.0', ['itoa', 'ryu 1.0.2'], '');
const rest = [entry('itoa', '1.0.0', ['app']), entry('ryu', '1.0.2'), entry('ryu', '2.0.0')];

/** A lock file with one version of `dep` from two sources. */
const git = (commit: string) =>
  lock(
    entry('app', '0.1.0', ['dep 1.0.0 (git+https://host/dep?rev=1)'], ''),
    entry('dep', '1.0.0', ['ryu'], `git+https://host/dep?rev=1#${commit}`),
    entry('dep', '1.0.0', ['itoa']),
    ...rest,
  );

describe('the part of Cargo.lock that a package reaches', () => {
  const own = lockClosure(lock(app, ...rest, entry('other', '1.0.0', ['ryu 2.0.0'], '')), 'app');

  it('is what it depends on, in order, also where that goes in a circle', () => {
    expect(own.packages).toEqual(['app 0.1.0', 'itoa 1.0.0', 'ryu 1.0.2']);
  });

  it('stays the same when other packages, the order or the format change', () => {
    const bumped = lock(...rest.toReversed(), entry('other', '7.0.0', ['ryu 2.0.0'], ''), app);
    expect(lockClosure(bumped.replace('version = 4', 'version = 3'), 'app')).toEqual(own);
    // With one ryu left its version is no longer written.
    const short = lock(app.replace('ryu 1.0.2', 'ryu'), ...rest.slice(0, 2));
    expect(lockClosure(short, 'app')).toEqual(own);
  });

  it.each([
    ['a version', [app.replace('1.0.2', '2.0.0'), ...rest]],
    ['a checksum', [app, ...rest.map((one) => one.replace('sum of itoa', 'other sum of itoa'))]],
    ['a source', [app, ...rest.map((one) => one.replaceAll(registry, 'registry+https://elsewhere'))]],
    ['who depends on whom', [app, entry('itoa', '1.0.0', ['ryu 1.0.2']), ...rest.slice(1)]],
  ])('changes with %s', (_what, entries) => {
    expect(lockClosure(lock(...entries), 'app').sha256).not.toBe(own.sha256);
  });

  it('tells sources of one version apart, and git addresses by their commit', () => {
    expect(lockClosure(git('abc'), 'app').packages).not.toContain('itoa 1.0.0');
    expect(lockClosure(git('abc'), 'app').sha256).not.toBe(lockClosure(git('def'), 'app').sha256);
  });

  it('is all of it for a package that is not named there', () => {
    expect(lockClosure(lock(app, ...rest), 'gone').packages).toHaveLength(4);
    expect(lockClosure(lock(app, ...rest), null)).toEqual(lockClosure(lock(app, ...rest), 'gone'));
  });

  it('is an error when the file is not TOML', () => {
    expect(() => lockClosure('no lock file', 'app')).toThrow(/Cargo\.lock:1:\d+: not TOML/);
  });
});

describe('the package of a manifest', () => {
  it('is named in it, unless it is a workspace only', () => {
    expect(packageNameIn({ package: { name: 'app' } })).toBe('app');
    expect(packageNameIn({ workspace: { members: [] } })).toBeNull();
  });
});
