import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { acceptCommand } from '@wasmgate/contracts/commands';
import { InputError } from '@wasmgate/contracts/errors';
import { readNative, type NativeJson } from '@wasmgate/contracts/native';
import { ACCEPTED_DIR, NATIVE_FOLDERS, NATIVE_MANIFEST, nativeFile } from '@wasmgate/contracts/layout';
import { MAX_BINARY_BYTES } from '@wasmgate/contracts/read-file';
import type { StartupSettings } from '@wasmgate/contracts/settings/startup-bench';
import type { SubjectFolder } from '@wasmgate/contracts/workspace';
import { readWorkspaceFile } from '@wasmgate/contracts/workspace-file';
import { sha256 } from '@wasmgate/contracts/sha256';

/** A program as its manifest states it, and its bytes, which were seen to be those. */
export interface NativeExecutable {
  readonly bin: string;
  readonly args: readonly string[];
  readonly sha256: string;
  readonly bytes: Uint8Array;
  readonly platform: string;
  readonly linker: string;
}

/** A program that was built, and the earlier one that it is compared with. */
export interface NativePair {
  readonly head: NativeExecutable;
  /** Why it is null: nothing was accepted, or on another platform. */
  readonly baseline: NativeExecutable | 'no_baseline' | 'other_platform';
  /** Name of the earlier one. */
  readonly label: string;
}

const build = (subject: SubjectFolder): string => `npx turbo run build --filter=${subject.name}`;

/**
 * The programs that wasmgate.json names, with those in `baselineFolder` (a folder with native.json and native/; null: none).
 * Throws InputError (exit 2) when one was not built with these arguments, or is not what its manifest says.
 */
export function readPrograms(
  subject: SubjectFolder,
  wanted: NonNullable<StartupSettings['config']['native']>,
  baselineFolder: string | null,
  label: string,
): NativePair[] {
  if (wanted.length === 0) return [];
  const folder = join(subject.dir, NATIVE_FOLDERS.built);
  const fix = `build it: ${build(subject)}`;
  const manifest = readNative(folder);
  if (manifest === null) {
    throw new InputError(
      `${join(folder, NATIVE_MANIFEST)}: does not exist, though wasmgate.json names programs`,
      {
        fix,
      },
    );
  }
  const earlier = baselineFolder === null ? null : readNative(baselineFolder);
  return wanted.map(({ bin, args = [] }) => {
    const head = readProgram(folder, manifest, bin, fix);
    if (head === null || !isDeepStrictEqual(head.args, args)) {
      throw new InputError(
        `${join(folder, NATIVE_MANIFEST)}: is older than $.native of wasmgate.json (${bin})`,
        {
          fix,
        },
      );
    }
    return { head, baseline: readEarlier(baselineFolder, earlier, head), label: `${label}native/${bin}` };
  });
}

function readEarlier(
  folder: string | null,
  manifest: NativeJson | null,
  head: NativeExecutable,
): NativePair['baseline'] {
  if (folder === null || manifest === null) return 'no_baseline';
  const fix = `restore ${ACCEPTED_DIR}/ from version control, or accept anew: ${acceptCommand({ metric: 'native' })}`;
  const program = readProgram(folder, manifest, head.bin, fix);
  if (program === null) return 'no_baseline';
  return program.platform === head.platform ? program : 'other_platform';
}

function readProgram(
  folder: string,
  manifest: NativeJson,
  bin: string,
  fix: string,
): NativeExecutable | null {
  const said = manifest.bins.find((one) => one.bin === bin);
  if (said === undefined) return null;
  const file = nativeFile(folder, bin);
  if (!existsSync(file))
    throw new InputError(`${file}: does not exist, though native.json names it`, { fix });
  const bytes = new Uint8Array(readWorkspaceFile(file, { maxBytes: MAX_BINARY_BYTES, fix }));
  // It is about to be run: what it is must be what was built.
  if (sha256(bytes) !== said.sha256) {
    throw new InputError(`${file}: its bytes are not those of native.json`, { fix });
  }
  const { platform, linker } = manifest;
  return { bin, args: said.args, sha256: said.sha256, bytes, platform, linker: linker ?? 'unknown' };
}
