import { validate } from './generated/toolchain-lock.validate.js';
import type { ToolchainLockJson } from './generated/toolchain-lock.ts';
import { checkJson, readJson, writeJson } from './json-file.ts';
import { MAX_CONFIG_BYTES } from './read-file.ts';

export type * from './generated/toolchain-lock.ts';

/** Reads toolchain.lock.json. Errors (exit 2) name file, JSON path and expectation. */
export function readToolchainLock(file: string): ToolchainLockJson {
  const fix = 'restore it from version control, or write it anew: npx wasmgate lock';
  return checkJson<ToolchainLockJson>(
    file,
    readJson(file, { fix, maxBytes: MAX_CONFIG_BYTES }),
    { validate },
    fix,
  );
}

/** Writes toolchain.lock.json atomically. */
export function writeToolchainLock(file: string, lock: ToolchainLockJson): void {
  writeJson(file, lock, { validate });
}
