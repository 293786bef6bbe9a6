import { describe, expect, it } from 'vitest';
import { compilerEnv, readCargoVariables } from '../../src/cargo-config/cargo-variables.ts';

const env = {
  PATH: '/bin',
  https_proxy: 'http://proxy',
  CARGO_HOME: '/c',
  CARGO_NET_OFFLINE: 'true',
  RUSTFLAGS: '-L/c/x',
  CARGO_PROFILE_RELEASE_LTO: 'true',
  CARGO_BUILD_JOBS: '3',
  CARGO_TARGET_WASM32_WASIP1_LINKER: 'x',
  CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_LINKER: 'clang',
  RUSTC_WRAPPER: 'sccache',
  RUSTC_BOOTSTRAP: '1',
  CARGO_UNSTABLE_BUILD_STD: 'std',
  TURBO_HASH: 'x',
  npm_config_x: 'y',
  CC: 'clang',
  VERSION: 'secret',
  UNSET: undefined,
};

const neutral = (text: string) => text.replace('/c', '/cargo');

describe('variables', () => {
  it('that cargo gets: what it needs, what keys the build, what is declared', () => {
    expect(Object.keys(compilerEnv(env, ['VERSION', 'UNSET']))).toEqual([
      'PATH',
      'https_proxy',
      'CARGO_HOME',
      'CARGO_NET_OFFLINE',
      'RUSTFLAGS',
      'CARGO_PROFILE_RELEASE_LTO',
      'CARGO_BUILD_JOBS',
      'CARGO_TARGET_WASM32_WASIP1_LINKER',
      'CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_LINKER',
      'VERSION',
    ]);
  });

  it('that key a build: only those that have an effect, and of declared ones only a hash', () => {
    expect(readCargoVariables(env, { declared: ['VERSION', 'UNSET'], native: false, neutral })).toEqual({
      CARGO_PROFILE_RELEASE_LTO: 'true',
      RUSTFLAGS: '-L/cargo/x',
      VERSION: expect.stringMatching(/^sha256:[0-9a-f]{16}$/),
    });
    expect(readCargoVariables(env)).toHaveProperty('CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_LINKER', 'clang');
  });
});
