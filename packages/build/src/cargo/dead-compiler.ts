import { dirname } from 'node:path';
import { EnvironmentError } from '@wasmgate/contracts/errors';
import { failureText, type ProcessResult } from '@wasmgate/process';
import { installedState, type ResolvedRust } from '@wasmgate/toolchain';

/** What a compiler says that lacks a part of itself, or has a damaged one. It may be the crate's fault as well. */
const SICK =
  /error while loading shared libraries|symbol lookup error|crate (?:for )?`(?:core|alloc|std|compiler_builtins)`|bitcode|\.rlib\(|internal compiler error|failed to mmap/i;

/**
 * The error (exit 3) when cargo, the compiler or the linker died, which no crate can make them do, or when they failed and are not
 * what was installed; null when what they said is about the crate.
 */
export function deadCompiler(
  result: ProcessResult,
  { rustc, sysroot }: Pick<ResolvedRust, 'rustc' | 'sysroot'>,
): EnvironmentError | null {
  const death = result.endedBy === null ? deathIn(result.stderr, rustc) : `cargo ${failureText(result)}`;
  if (death === null && !SICK.test(result.stderr)) return null;
  const { line, fix } = installedState(dirname(sysroot));
  if (death === null && fix === null) return null;
  return new EnvironmentError([death ?? 'the compiler failed', line], {
    fix:
      fix ??
      'the system ends processes when memory runs out: give it more, or CARGO_BUILD_JOBS=1; then run it again',
  });
}

/** A build script that dies is the crate's: it is no compiler. */
function deathIn(said: string, rustc: string): string | null {
  const [, command = '', how] =
    /process didn't exit successfully: `(.*)` \((signal: [^)]*)\)/.exec(said) ?? [];
  if (how !== undefined && command.includes(rustc)) return `rustc died (${how})`;
  const linker = /^error: linking with `(.*)` failed: (signal: .*)$/m.exec(said);
  return linker === null ? null : `${linker[1]} died (${linker[2]})`;
}
