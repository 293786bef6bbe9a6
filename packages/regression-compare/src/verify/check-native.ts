import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { WasmgateError } from '@wasmgate/contracts/errors';
import { readNative, type NativeJson } from '@wasmgate/contracts/native';
import { NATIVE_FOLDERS, NATIVE_MANIFEST, nativeFile } from '@wasmgate/contracts/layout';
import { startupReport, type StartupJson } from '@wasmgate/contracts/startup';
import type { SubjectConfig } from '@wasmgate/contracts/subject';
import { sha256File } from '@wasmgate/contracts/sha256';
import { staleMessage, type InputProblem } from '../read-reports.ts';

const { file, task } = startupReport;
const MANIFEST = join(NATIVE_FOLDERS.built, NATIVE_MANIFEST);
const stale = (what: string): InputProblem => ({ task, message: staleMessage({ file, task }, what) });

/** Checks that the figures are of the programs that wasmgate.json names, with these arguments. */
export function checkNativeNames(
  { native: wanted = [] }: SubjectConfig,
  { native: measured }: Pick<StartupJson, 'native'>,
): InputProblem[] {
  const asked = wanted.map(({ bin, args = [] }) => ({ bin, args }));
  const given = (measured ?? []).map(({ bin, args }) => ({ bin, args }));
  return isDeepStrictEqual(asked, given) ? [] : [stale('the native programs that wasmgate.json names')];
}

/** Ties the figures of a subject's programs to native.json, which says what was built, and to the bytes that lie there. */
export function checkNative(dir: string, startup: Pick<StartupJson, 'native'>): InputProblem[] {
  const measured = startup.native ?? [];
  if (measured.length === 0) return [];
  const folder = join(dir, NATIVE_FOLDERS.built);
  const manifest = tryManifest(folder);
  if ('message' in manifest) return [manifest];
  const hashes = new Map(manifest.bins.map(({ bin, sha256 }) => [bin, sha256]));
  const problems: InputProblem[] = [];
  for (const { bin, sha256 } of measured) {
    const path = nativeFile(NATIVE_FOLDERS.built, bin);
    const bytes = join(dir, path);
    const found = existsSync(bytes) ? sha256File(bytes) : null;
    if (found === null)
      problems.push({ task: 'build', message: `${path} is missing; the task build makes it` });
    else if (found !== hashes.get(bin)) {
      problems.push({
        task: 'build',
        message: staleMessage({ file: MANIFEST, task: 'build' }, path),
      });
    } else if (found !== sha256) problems.push(stale(path));
  }
  return problems;
}

function tryManifest(folder: string): NativeJson | InputProblem {
  try {
    const manifest = readNative(folder);
    if (manifest !== null) return manifest;
    return { task: 'build', message: `${MANIFEST} is missing; the task build makes it` };
  } catch (error) {
    if (!(error instanceof WasmgateError)) throw error;
    return { task: 'build', message: error.message };
  }
}
