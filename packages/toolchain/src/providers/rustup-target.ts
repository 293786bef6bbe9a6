import { basename } from 'node:path';
import type { Toolchain } from '@wasmgate/contracts/toolchain';
import { findOnPath } from '@wasmgate/process';
import type { UnusableRust } from '../rust/probe-rust.ts';
import type { WasmTarget } from '../rust/rust-home.ts';
import { runTool } from '../run-tool.ts';
import { satisfiesRustVersion } from '../rust/rust-version.ts';
import type { ToolContext } from '../tool-context.ts';
import { parseRustcVersion } from '../rust/toolchain-identity.ts';

const TIMEOUT_MS = 15 * 60_000;

/**
 * Asks rustup to add a target to one of its toolchains that is new enough (and, with `only`, is that very rustc), and says so. False, with the reason printed,
 * when there is none or rustup cannot (offline, a mirror without it): then the next source is tried.
 */
export async function addRustupTarget(
  candidates: readonly UnusableRust[],
  { target, rustVersion, only }: { target: WasmTarget; rustVersion: string | null; only: Toolchain | null },
  { env, signal, progress }: ToolContext,
): Promise<boolean> {
  const rustup = findOnPath(env, 'rustup');
  if (rustup === null) return false;
  for (const { home } of candidates.filter((place) => place.source === 'rustup' && place.lacksTarget)) {
    const { stdout } = await runTool(home.rustc, ['-vV'], { env, signal });
    const version = parseRustcVersion(stdout);
    if (version === null || version.release.includes('-')) continue;
    if (!satisfiesRustVersion(version.release, rustVersion)) continue;
    if (only !== null && !only.rustc.startsWith(version.line)) continue;
    const name = basename(home.sysroot);
    progress.step(
      `Rust for WebAssembly: rustup target add ${target} --toolchain ${name} (about 25 MB, to ${home.sysroot})`,
    );
    const result = await runTool(rustup, ['target', 'add', target, '--toolchain', name], {
      env,
      signal,
      timeoutMs: TIMEOUT_MS,
    });
    if (result.ok) return true;
    progress.step(
      `rustup could not add it: ${result.failure.split('\n').findLast((line) => line.trim() !== '') ?? ''}`,
    );
  }
  return false;
}
