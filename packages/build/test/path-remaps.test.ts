import { describe, expect, it } from 'vitest';
import { assertNoBuilderPath } from '../src/cargo/builder-paths.ts';
import { orderRemaps, recordedFlags, remapFlag } from '../src/cargo/path-remaps.ts';

const bytes = (text: string) => new Uint8Array(Buffer.from(text));

const remaps = [
  { from: '/u/me/.cargo/registry/src/mirror-1a2b', to: '/cargo/registry/src' },
  { from: '/u/me/.cargo', to: '/cargo' },
  { from: '/u/me/.cargo', to: '/cargo' },
  { from: '/u/me/my work/subject', to: '/workspace' },
];

describe('remaps', () => {
  it('go from the general to the specific, once each: rustc takes the last that matches', () => {
    expect(orderRemaps(remaps).map(remapFlag)).toEqual([
      '--remap-path-prefix=/u/me/.cargo=/cargo',
      '--remap-path-prefix=/u/me/my work/subject=/workspace',
      '--remap-path-prefix=/u/me/.cargo/registry/src/mirror-1a2b=/cargo/registry/src',
    ]);
  });

  it('are recorded alike on every machine', () => {
    const flags = recordedFlags([], remaps);
    expect(flags).toEqual(recordedFlags([], []));
    expect(flags).toContain('--remap-path-prefix=$CARGO_HOME/registry/src/*=/cargo/registry/src');
  });

  it("leave no folder of this machine in the user's own flags", () => {
    const own = ['-L/u/me/my work/subject/lib', '-L/u/me/.cargo/registry/src/mirror-1a2b/x-1.0.0'];
    expect(recordedFlags(own, remaps).slice(0, 2)).toEqual([
      '-L$WORKSPACE/lib',
      '-L$CARGO_HOME/registry/src/*/x-1.0.0',
    ]);
  });
});

describe('folders of this machine in the bytes', () => {
  const home = { kind: 'the home folder', path: '/u/me' };

  it('are found with their kind and offset', () => {
    expect(() => assertNoBuilderPath('linked.wasm', bytes('abc/u/me/x.rs'), [home])).toThrow(
      'linked.wasm: the home folder (/u/me) stands in the bytes at offset 3',
    );
  });

  it('are told from names that only begin alike', () => {
    expect(() => assertNoBuilderPath('x', bytes('/u/mellow /u/me.txt'), [home])).not.toThrow();
  });

  it('do not count where remapping itself puts such a name', () => {
    const neutral = ['/workspace', '/cargo', '/', '/usr'].map((path) => ({ kind: 'x', path }));
    const remapped = bytes('/workspace/a.rs /cargo/registry/src/b.rs /usr/src/rustc-1.97.1/c.rs');
    expect(() => assertNoBuilderPath('x', remapped, neutral)).not.toThrow();
  });
});
