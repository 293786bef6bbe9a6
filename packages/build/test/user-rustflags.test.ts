import { describe, expect, it } from 'vitest';
import { cfgHolds } from '../src/cargo/cfg-expression.ts';
import { needsCfg, userRustflags } from '../src/cargo/user-rustflags.ts';

const TRIPLE = 'wasm32-wasip1';
const wasi = new Set(['target_family="wasm"', 'target_os="wasi"', 'panic="abort"', 'debug_assertions']);
const none = { build: null, target: null };

describe('the cfg of a target', () => {
  it.each([
    ['cfg(debug_assertions)', true],
    ['cfg(unix)', false],
    ['cfg(target_os = "wasi")', true],
    ['cfg( all(target_os = "wasi", not(unix)) )', true],
    ['cfg(any(unix, windows,))', false],
    ['cfg(all())', true],
    ['cfg(any())', false],
    ['cfg(not(any(unix, target_family = "wasm")))', false],
    ['cfg(true)', true],
  ])('%s: %s', (key, holds) => {
    expect(cfgHolds(key, wasi)).toBe(holds);
  });

  it.each(['cfg(', 'cfg()', 'cfg(all(unix)', 'cfg(unix windows)', 'cfg(not(a, b))', 'cfg(a = b)', 'unix'])(
    'refuses %s',
    (key) => {
      expect(() => cfgHolds(key, wasi)).toThrow('is not a cfg expression');
    },
  );

  it('refuses an expression that is nested without end', () => {
    const deep = `cfg(${'not('.repeat(10_000)}unix${')'.repeat(10_000)})`;
    expect(() => cfgHolds(deep, wasi)).toThrow('is not a cfg expression');
  });
});

describe("the user's own flags", () => {
  const config = {
    build: { rustflags: ['--cfg', 'from_build'] },
    target: {
      [TRIPLE]: { rustflags: '-C  link-arg=--stack-first' },
      'wasm32-wasip2': { rustflags: ['--cfg', 'other_target'] },
      'cfg(target_family = "wasm")': { rustflags: ['--cfg', 'family'] },
      'cfg(unix)': { rustflags: ['--cfg', 'unix_only'] },
    },
  };

  it('come from CARGO_ENCODED_RUSTFLAGS before all, with spaces kept', () => {
    const env = { CARGO_ENCODED_RUSTFLAGS: '--cfg\u001fname="a b"', RUSTFLAGS: '-C debuginfo=2' };
    expect(userRustflags(env, config, TRIPLE, wasi)).toEqual(['--cfg', 'name="a b"']);
    expect(userRustflags({ ...env, CARGO_ENCODED_RUSTFLAGS: '' }, config, TRIPLE, wasi)).toEqual([]);
  });

  it('then from RUSTFLAGS, also when that is empty', () => {
    expect(userRustflags({ RUSTFLAGS: ' -C  opt-level=1 ' }, config, TRIPLE, wasi)).toEqual([
      '-C',
      'opt-level=1',
    ]);
    expect(userRustflags({ RUSTFLAGS: '' }, config, TRIPLE, wasi)).toEqual([]);
  });

  it('then from the target, its variable and the cfg that hold, joined', () => {
    const env = { CARGO_TARGET_WASM32_WASIP1_RUSTFLAGS: '--cfg variable' };
    expect(userRustflags(env, config, TRIPLE, wasi)).toEqual([
      '-C',
      'link-arg=--stack-first',
      '--cfg',
      'variable',
      '--cfg',
      'family',
    ]);
  });

  it('and from the build table only when no target gives any', () => {
    const { build } = config;
    const env = { CARGO_BUILD_RUSTFLAGS: '--cfg variable' };
    expect(userRustflags(env, { ...none, build }, TRIPLE, wasi)).toEqual([
      '--cfg',
      'from_build',
      '--cfg',
      'variable',
    ]);
    expect(userRustflags({}, none, TRIPLE, wasi)).toEqual([]);
  });

  it("need the target's cfg only when a table asks for it", () => {
    expect(needsCfg(config)).toBe(true);
    expect(
      needsCfg({ ...none, target: { [TRIPLE]: { rustflags: ['x'] }, 'cfg(unix)': { linker: 'ld' } } }),
    ).toBe(false);
    expect(needsCfg(none)).toBe(false);
  });
});
