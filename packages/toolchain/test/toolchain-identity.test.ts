import { describe, expect, it } from 'vitest';
import {
  parseCargoVersion,
  parseLinkerVersion,
  parseRustcVersion,
  toolchainOf,
} from '../src/rust/toolchain-identity.ts';

const debian = `rustc 1.97.1 (8bab26f4f 2026-07-14) (built from a source tarball)
binary: rustc
commit-hash: 8bab26f4f68e0e26f0bb7960be334d5b520ea452
commit-date: 2026-07-14
host: x86_64-unknown-linux-gnu
release: 1.97.1
LLVM version: 22.1.8
`;

describe("what a toolchain's tools say of themselves", () => {
  it('is parsed from rustc -vV', () => {
    expect(parseRustcVersion(debian)).toEqual({
      release: '1.97.1',
      line: '1.97.1 (8bab26f4f 2026-07-14)',
      llvm: '22.1.8',
      commit: '8bab26f4f68e0e26f0bb7960be334d5b520ea452',
      host: 'x86_64-unknown-linux-gnu',
    });
    expect(parseRustcVersion('gcc 12\n')).toBeNull();
  });

  it('is parsed from cargo -V', () => {
    expect(parseCargoVersion('cargo 1.97.1 (c980f4866 2026-06-30) (built from a source tarball)\n')).toBe(
      '1.97.1 (c980f4866 2026-06-30)',
    );
    expect(parseCargoVersion('')).toBeNull();
  });

  it('is parsed from lld, without the folder in which it was built', () => {
    expect(parseLinkerVersion('Debian LLD 21.1.8\n')).toBe('Debian LLD 21.1.8');
    const rustups = 'LLD 22.1.6 (/checkout/src/llvm-project/llvm dcc360680aab1cd4e3833c1919c2e6fb579a23ac)\n';
    expect(parseLinkerVersion(rustups)).toBe('LLD 22.1.6 (dcc360680)');
    expect(parseLinkerVersion('GNU ld 2.40\n')).toBeNull();
  });

  it('makes identities that differ when only the build of std differs', () => {
    const facts = { release: '1.97.1', rustc: '1.97.1', cargo: '1.97.1', linker: 'LLD 22' };
    const one = toolchainOf('debian', 'x86_64-linux', { ...facts, std: 'debian 1.97.1+dfsg1-1' });
    const other = toolchainOf('debian', 'x86_64-linux', { ...facts, std: 'debian 1.97.1+dfsg1-2' });
    expect(one.identity).not.toBe(other.identity);
  });
});
