import { lstatSync, readdirSync, readlinkSync, type Stats } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { jsonText, readJson, writeFileAtomic } from '@wasmgate/contracts/json-file';
import { sha256, sha256File } from '@wasmgate/contracts/sha256';

/** Name of the record in the folder of an installation. A folder without one is no finished installation. */
export const RECORD_FILE = 'wasmgate-installation.json';

/** A file as it was installed; of a symbolic link the path that it holds is meant. */
interface RecordedFile {
  readonly bytes: number;
  /** Modification time in whole seconds: archives keep no more of it. */
  readonly mtime_s: number;
  readonly sha256: string;
}

/** What was installed: each file by its path, with `/`, below a folder. */
interface InstallationRecord {
  readonly schema_version: 1;
  readonly files: Readonly<Record<string, RecordedFile>>;
}

/** How closely is looked: `glance` hashes only what has another modification time, `hash` everything. */
export type Look = 'glance' | 'hash';

/** Records every file below a folder. Throws what the file system throws. */
export function recordInstallation(root: string, record = join(root, RECORD_FILE)): void {
  const files = Object.fromEntries(
    pathsBelow(root)
      .filter((path) => path !== RECORD_FILE)
      .map((path) => [path, fileAt(join(root, path))] as const),
  );
  write(record, files);
}

/**
 * What of an installation is not as it was recorded, such as `usr/bin/rustc is missing`; null when nothing is. Files that came
 * since are nobody's business.
 */
export function installationDamage(
  root: string,
  look: Look,
  record = join(root, RECORD_FILE),
): string | null {
  const files = read(record);
  if (files === null) return 'has no record of what was installed';
  let isTouched = false;
  for (const [path, installed] of Object.entries(files)) {
    const file = join(root, path);
    const stat = lstatSync(file, { throwIfNoEntry: false });
    if (stat === undefined) return `${path} is missing`;
    if (stat.size !== installed.bytes) {
      return `${path} has ${stat.size} bytes, and ${installed.bytes} were installed`;
    }
    const isSameTime = seconds(stat) === installed.mtime_s;
    isTouched ||= !isSameTime;
    if (look === 'glance' && isSameTime) continue;
    const hash = tryHash(file, stat);
    if (hash === null) return `${path} cannot be read`;
    if (hash !== installed.sha256) return `${path} has other bytes than were installed`;
  }
  // A copy has new times: what was hashed once need not be hashed each time.
  if (isTouched) refresh(root, record, files);
  return null;
}

function refresh(root: string, record: string, files: InstallationRecord['files']): void {
  try {
    const now = Object.entries(files).map(([path, installed]) => {
      return [path, { ...installed, mtime_s: seconds(lstatSync(join(root, path))) }] as const;
    });
    write(record, Object.fromEntries(now));
  } catch {
    // A folder that cannot be written: the next look hashes again.
  }
}

function write(record: string, files: InstallationRecord['files']): void {
  writeFileAtomic(record, jsonText({ schema_version: 1, files } satisfies InstallationRecord));
}

function read(record: string): InstallationRecord['files'] | null {
  try {
    const data = readJson(record, { isArgument: true }) as Partial<InstallationRecord> | null;
    if (data?.schema_version !== 1 || !Object.values(data.files ?? {}).every(isRecordedFile)) return null;
    return data.files ?? null;
  } catch {
    return null;
  }
}

function isRecordedFile(value: unknown): value is RecordedFile {
  const { bytes, mtime_s: time, sha256: hash } = (value ?? {}) as Partial<RecordedFile>;
  return typeof bytes === 'number' && typeof time === 'number' && typeof hash === 'string';
}

function pathsBelow(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .toSorted();
}

function fileAt(file: string): RecordedFile {
  const stat = lstatSync(file);
  return { bytes: stat.size, mtime_s: seconds(stat), sha256: hashOf(file, stat) };
}

function tryHash(file: string, stat: Stats): string | null {
  try {
    return hashOf(file, stat);
  } catch {
    return null;
  }
}

const seconds = ({ mtimeMs }: Stats): number => Math.floor(mtimeMs / 1000);

const hashOf = (file: string, stat: Stats): string =>
  stat.isSymbolicLink() ? sha256(readlinkSync(file)) : sha256File(file);
