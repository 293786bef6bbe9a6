import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { jsonText, readJson, writeFileAtomic } from './json-file.ts';
import { sidecarFile } from './layout.ts';
import { sha256File } from './sha256.ts';

/** Facts of one run that must not enter a report, because downstream tasks hash reports. No turbo glob names it. */
export interface RunSidecar {
  /** When the tool started, ISO 8601. */
  readonly started_at: string;
  /** SHA-256 of the report that this run wrote; absent where the tool writes several. */
  readonly report_sha256?: string;
}

function sidecarPath(subjectDir: string, name: string): string {
  return join(subjectDir, sidecarFile(name));
}

/** Writes `<name>.run.json` beside the reports; with `report`, tied to that file's bytes. */
export function writeRunSidecar(subjectDir: string, name: string, startedAt: Date, report?: string): void {
  const sidecar: RunSidecar = {
    started_at: startedAt.toISOString(),
    ...(report === undefined ? {} : { report_sha256: sha256File(report) }),
  };
  writeFileAtomic(sidecarPath(subjectDir, name), jsonText(sidecar));
}

/** Reads `<name>.run.json`; null when it is absent or not one (it is a convenience, never evidence). */
export function readRunSidecar(subjectDir: string, name: string): RunSidecar | null {
  const file = sidecarPath(subjectDir, name);
  if (!existsSync(file)) return null;
  try {
    const { started_at, report_sha256 } = readJson(file) as Partial<RunSidecar>;
    if (typeof started_at !== 'string' || Number.isNaN(Date.parse(started_at))) return null;
    return { started_at, ...(typeof report_sha256 === 'string' ? { report_sha256 } : {}) };
  } catch {
    return null;
  }
}
