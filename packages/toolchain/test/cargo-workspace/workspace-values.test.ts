import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findCargoWorkspace } from '../../src/cargo-workspace/find-cargo-workspace.ts';
import { workspaceValues } from '../../src/cargo-workspace/workspace-values.ts';
import { emptyFolder } from '../workspace.ts';

/** A cargo workspace in a repository, of which `crates/app` is the subject. */
function repository(root = '') {
  const dir = emptyFolder();
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  };
  write('package.json', '{ "workspaces": ["crates/*"] }');
  write(
    'Cargo.toml',
    `[workspace]
members = ["crates/app"]
exclude = ["crates/engine/out"]
[workspace.package]
version = "1.0.0"
[workspace.dependencies]
engine = { path = "crates/engine" }
itoa = { version = "1", features = ["x"] }
other = { version = "1", package = "ryu" }
ryu2 = { version = "2", package = "serde" }
[profile.release]
lto = true
[workspace.metadata.tool]
x = 1
${root}`,
  );
  write('crates/app/Cargo.toml', '[package]\nname = "app"\n');
  write('crates/engine/units/Cargo.toml', '[package]\nname = "units"\n');
  const crate = { manifest: 'Cargo.toml', target: 'wasm32-wasip2', profile: 'release' } as const;
  const lock = { packages: ['app 1.0.0', 'engine 1.0.0', 'itoa 1.2.3', 'ryu 1.0.0'], sha256: '' };
  const subject = { dir: join(dir, 'crates/app'), config: { crate } };
  const values = (given: typeof lock | null = lock) => workspaceValues(subject, given);
  return { dir, write, values };
}

describe('what of a workspace counts for a member', () => {
  const values = {
    'profile.release.lto': true,
    'workspace.dependencies.engine.path': 'crates/engine',
    'workspace.dependencies.itoa.features': ['x'],
    'workspace.dependencies.itoa.version': '1',
    'workspace.dependencies.other.package': 'ryu',
    'workspace.dependencies.other.version': '1',
    'workspace.package.version': '1.0.0',
  };

  it('is what it says for all, and of its dependencies those that the crate reaches by Cargo.lock', () => {
    const { values: found } = repository();
    expect(found()).toEqual(values);
    expect(found(null)).toMatchObject({ ...values, 'workspace.dependencies.ryu2.package': 'serde' });
  });

  it('is no package that stands beside it, but for what decides the resolver', () => {
    const beside =
      '[package]\nname = "root"\nedition = "2018"\n[dependencies]\nryu = "1"\n[features]\na = []\n';
    expect(repository(beside).values()).toEqual({ 'package.edition': '2018', ...values });
  });

  it('is a patch', () => {
    const { values: found } = repository('[patch.crates-io]\nryu = { path = "ryu" }\n');
    expect(found()).toEqual({ 'patch.crates-io.ryu.path': 'ryu', ...values });
  });

  it('is nothing for a crate that is a workspace by itself', () => {
    const { write, values: found } = repository();
    write('crates/app/Cargo.toml', '[package]\nname = "app"\n[workspace]\n');
    expect(found()).toBeNull();
  });
});

describe("a crate's workspace", () => {
  const { dir, write } = repository();
  const of = (path: string) => findCargoWorkspace(join(dir, path, 'Cargo.toml')).dir;

  it('is the nearest above that does not exclude it, or the one that it names', () => {
    expect(of('crates/engine/units')).toBe(dir);
    write('crates/engine/out/Cargo.toml', '[package]\nname = "out"\n');
    expect(of('crates/engine/out')).toBe(join(dir, 'crates/engine/out'));
    write('other/Cargo.toml', '[workspace]\n');
    write('crates/far/Cargo.toml', '[package]\nname = "far"\nworkspace = "../../other"\n');
    expect(of('crates/far')).toBe(join(dir, 'other'));
  });
});
