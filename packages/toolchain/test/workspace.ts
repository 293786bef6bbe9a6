import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ToolchainLockJson } from '@wasmgate/contracts/toolchain-lock';
import { afterAll } from 'vitest';

/** This repository's toolchain.lock.json. */
export const repoLock = fileURLToPath(new URL('../../../toolchain.lock.json', import.meta.url));

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

/** A new empty folder, removed after the file's tests. */
export function emptyFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'wasmgate toolchain ')));
  made.push(folder);
  return folder;
}

interface WorkspaceOptions {
  /** A lock instead of this repository's; null: none. */
  readonly lock?: ToolchainLockJson | null;
  readonly rustVersion?: string;
  readonly config?: object;
}

/** An npm workspace of its own with one subject, and this repository's toolchain.lock.json. */
export function makeWorkspace({ lock, rustVersion = '1.85', config }: WorkspaceOptions = {}): {
  root: string;
  subject: string;
} {
  const root = emptyFolder();
  const subject = join(root, 'subjects', 'probe');
  mkdirSync(join(subject, 'src'), { recursive: true });
  writeFileSync(join(root, 'package.json'), JSON.stringify({ workspaces: ['subjects/*'] }));
  if (lock === undefined) copyFileSync(repoLock, join(root, 'toolchain.lock.json'));
  else if (lock !== null) writeFileSync(join(root, 'toolchain.lock.json'), JSON.stringify(lock));
  const crate = { manifest: 'Cargo.toml', target: 'wasm32-wasip1', profile: 'release' };
  writeFileSync(join(subject, 'wasmgate.json'), JSON.stringify(config ?? { crate }));
  writeFileSync(
    join(subject, 'Cargo.toml'),
    `[package]\nname = "probe"\nversion = "0.1.0"\nedition = "2024"\nrust-version = "${rustVersion}"\n[workspace]\n`,
  );
  writeFileSync(join(subject, 'src', 'main.rs'), 'fn main() { println!("{}", std::env::args().count()); }\n');
  return { root, subject };
}
