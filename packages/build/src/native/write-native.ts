import { chmodSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeFileAtomic } from '@wasmgate/contracts/json-file';
import { writeNative } from '@wasmgate/contracts/native';
import { NATIVE_FOLDERS, nativeFile } from '@wasmgate/contracts/layout';
import { sha256 } from '@wasmgate/contracts/sha256';
import type { BuiltNative } from './build-native.ts';

/**
 * Writes the programs and, always, native.json, which says what they are: the task startup-bench is keyed on it. What an
 * earlier build left there goes. Throws EnvironmentError (exit 3).
 */
export function writeNativePrograms(
  subjectDir: string,
  { programs, linker }: BuiltNative,
  platform: string,
): void {
  const folder = join(subjectDir, NATIVE_FOLDERS.built);
  rmSync(dirname(nativeFile(folder, 'any')), { recursive: true, force: true });
  for (const { bin, bytes } of programs) {
    const file = nativeFile(folder, bin);
    writeFileAtomic(file, bytes);
    chmodSync(file, 0o755);
  }
  writeNative(folder, {
    schema_version: 1,
    // Where there is nothing to run the machine does not matter, and must not make the bytes differ.
    platform: programs.length === 0 ? 'any' : platform,
    linker,
    bins: programs.map(({ bin, args, bytes }) => ({
      bin,
      sha256: sha256(bytes),
      bytes: bytes.length,
      args: [...args],
    })),
  });
}
