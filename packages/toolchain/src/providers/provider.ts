import type { Toolchain } from '@wasmgate/contracts/toolchain';
import type { ToolchainLockJson } from '@wasmgate/contracts/toolchain-lock';
import type { Installation } from '../installation/installation.ts';
import type { UnusableRust, UsableRust } from '../rust/probe-rust.ts';
import type { RustHome, WasmTarget } from '../rust/rust-home.ts';
import type { RustNeed } from '../rust/rust-need.ts';
import type { Settings } from '../settings.ts';
import type { ToolContext } from '../tool-context.ts';

/** Where Rust may come from. */
export interface Provider {
  /** As it is printed, such as `rustup`. */
  readonly name: string;
  /** The toolchains of it that lie on this machine, in the order of preference. Downloads nothing. */
  readonly find: (context: ToolContext, settings: Settings) => Promise<readonly RustHome[]>;
  /** How it installs what is missing; absent where it only finds what is there. */
  readonly installer?: Installer;
}

/** Gets a toolchain that is not there yet. */
export interface Installer {
  /** What toolchain.lock.json calls toolchains that come from it. */
  readonly lockName: Toolchain['provider'];
  /** It can be told which toolchain; else it installs the one that it has. */
  readonly canPick: boolean;
  /** The command for people; `release` is the version that the lock names. */
  readonly byHand: (target: WasmTarget, release: string, lock: ToolchainLockJson) => string;
  /** Whether it could install here. */
  readonly means: (context: ToolContext, settings: Settings) => Means | Lack;
  /** What it installed here. */
  readonly installed: (context: ToolContext, settings: Settings) => readonly Installation[];
  /**
   * Installs and gives what `request.find` finds then; null when it cannot, having said why. Throws EnvironmentError (exit 3) when
   * it fails.
   */
  readonly install: (
    request: InstallRequest,
    context: ToolContext,
    settings: Settings,
  ) => Promise<UsableRust | null>;
}

/** What an installer would work with. */
export interface Means {
  readonly can: true;
  /** What it would do, such as `rustup target add`. */
  readonly how: string;
  /** What it would do it with, and where that lies. */
  readonly tools: string;
  readonly detail: string;
  readonly where: string;
}

/** Why an installer cannot work here. */
export interface Lack {
  readonly can: false;
  readonly tools: string;
  readonly why: string;
}

/** What is to be installed. */
export interface InstallRequest extends RustNeed {
  /** That very toolchain and no other; null: any that will do. */
  readonly only: Toolchain | null;
  /** What is installed already and will not do as it is. */
  readonly seen: readonly (UsableRust | UnusableRust)[];
  readonly lock: ToolchainLockJson;
  /** Looks again. */
  readonly find: () => Promise<UsableRust | null>;
}
