import { describe, expect, it } from 'vitest';
import { unkeyedFinding, unkeyedSources } from '../src/cargo/unkeyed-sources.ts';

const rule = (...sources: string[]) =>
  `/s/my\\ subject/target/x.wasm: ${sources.map((s) => s.replaceAll(' ', '\\ ')).join(' ')}\n`;
const dir = '/s/my subject';
const unkeyed = (...sources: string[]) => unkeyedSources(rule(...sources), dir);

describe('what cargo read', () => {
  it.each(['src/lib.rs', 'src/a b/c.txt', 'wit/world.wit', 'build.rs', 'Cargo.toml', '.cargo/config.toml'])(
    'is keyed: %s',
    (path) => {
      expect(unkeyed(`${dir}/${path}`)).toEqual([]);
    },
  );

  it('is keyed when a build script made it', () => {
    expect(unkeyed(`${dir}/target/wasm-build/cargo/build/x/out/made.rs`)).toEqual([]);
  });

  it.each(['lib/lib.rs', 'crates/part/src/lib.rs', 'sub/Cargo.toml', 'srcs/lib.rs', 'data.txt'])(
    'is not keyed: %s',
    (path) => {
      expect(unkeyed(`${dir}/src/lib.rs`, `${dir}/${path}`)).toEqual([path]);
    },
  );

  it('outside the subject is not keyed, and its folder stays out of the report', () => {
    const outside = unkeyed(`${dir}/src/lib.rs`, '/s/elsewhere/secret.txt');
    expect(outside).toEqual(['/s/elsewhere/secret.txt']);
    expect(unkeyedFinding(outside)?.args).toEqual({ sources: ['(outside) secret.txt'] });
  });

  it('and is keyed has no finding', () => {
    expect(unkeyedFinding([])).toBeNull();
  });
});
