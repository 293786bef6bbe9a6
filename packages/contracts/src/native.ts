import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { validate } from './generated/native.validate.js';
import type { NativeJson } from './generated/native.ts';
import { checkJson, readJson, writeJson } from './json-file.ts';
import { NATIVE_MANIFEST } from './layout.ts';

export type { NativeJson };

/** What is measured of a program, as in `native.<bin>.startup_time_ms`. */
export type NativeFigure =
  | 'startup_time_ms'
  | 'binary_size_kb'
  | 'throughput_invocations_per_sec'
  | 'peak_rss_kb';

/** The name of a program's metric in baseline.json, budgets and reports. */
export const nativeMetric = <F extends NativeFigure>(bin: string, figure: F): `native.${string}.${F}` =>
  `native.${bin}.${figure}`;

const shape = { validate };
const manifestIn = (folder: string): string => join(folder, NATIVE_MANIFEST);

/** Reads a folder's native.json; null when it has none. Errors (exit 2) name file, JSON path and expectation. */
export function readNative(folder: string): NativeJson | null {
  const file = manifestIn(folder);
  if (!existsSync(file)) return null;
  return checkJson<NativeJson>(
    file,
    readJson(file),
    shape,
    'run the task that makes it: npx turbo run build',
  );
}

/** Writes a folder's native.json atomically. */
export function writeNative(folder: string, manifest: NativeJson): void {
  writeJson(manifestIn(folder), manifest, shape);
}
