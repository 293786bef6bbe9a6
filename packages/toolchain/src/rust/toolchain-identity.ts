import type { Toolchain } from '@wasmgate/contracts/toolchain';

/** What a Rust toolchain says of itself, as parsed from its tools' own words. */
export interface RustFacts {
  /** Version as cargo's `rust-version` counts, such as 1.97.1 or 1.98.0-nightly. */
  readonly release: string;
  /** Version and commit of rustc, and its LLVM, such as `1.97.1 (8bab26f4f 2026-07-14) LLVM 22.1.8`. */
  readonly rustc: string;
  readonly cargo: string;
  readonly std: string;
  readonly linker: string;
}

/** Parses `rustc -vV`; null when that is not what it is. */
export function parseRustcVersion(
  text: string,
): { release: string; line: string; llvm: string; commit: string; host: string } | null {
  const field = (name: string) => new RegExp(`^${name}: (.+)$`, 'm').exec(text)?.[1]?.trim();
  const release = field('release');
  const host = field('host');
  const line = /^rustc (.+)$/m.exec(text)?.[1];
  if (release === undefined || host === undefined || line === undefined) return null;
  return {
    release,
    host,
    line: withoutRemark(line),
    llvm: field('LLVM version') ?? 'unknown',
    commit: field('commit-hash') ?? 'unknown',
  };
}

/** Parses `cargo -V`; null when that is not what it is. */
export function parseCargoVersion(text: string): string | null {
  const line = /^cargo (.+)$/m.exec(text)?.[1];
  return line === undefined ? null : withoutRemark(line);
}

/** Parses `wasm-ld --version`, leaving out the folder in which LLVM was built; null when that is not what it is. */
export function parseLinkerVersion(text: string): string | null {
  const match = /^((?:\w+ )?LLD \d[\w.]*)(?:\s+\((?:\S+ )?([0-9a-f]{7,40})\))?/m.exec(text.trim());
  if (match?.[1] === undefined) return null;
  return match[2] === undefined ? match[1] : `${match[1]} (${match[2].slice(0, 9)})`;
}

function withoutRemark(line: string): string {
  return line.replace(/ \(built from a source tarball\)$/, '').trim();
}

/** The toolchain as reports and the lock file state it. */
export function toolchainOf(
  provider: 'debian' | 'rustup' | 'system',
  platform: string,
  facts: RustFacts,
): Toolchain {
  const { rustc, cargo, std, linker } = facts;
  return {
    provider,
    platform,
    rustc,
    cargo,
    std,
    linker,
    identity: `${provider}/${platform} rustc ${rustc}, cargo ${cargo}, std ${std}, linker ${linker}`,
  };
}

/** The toolchain of a subject whose .wasm is prebuilt: the same on every machine. */
export const prebuiltToolchain: Toolchain = {
  provider: 'prebuilt',
  platform: 'any',
  rustc: 'none',
  cargo: 'none',
  std: 'none',
  linker: 'none',
  identity: 'prebuilt',
};
