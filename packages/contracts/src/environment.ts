import { join } from 'node:path';
import { validate } from './generated/environment.validate.js';
import type { CargoFacts, EnvironmentJson, Host } from './generated/environment.ts';
import { checkJson, jsonText, readJson, writeJson } from './json-file.ts';
import { keepVersion } from './kept-version.ts';
import { ENVIRONMENT_FILE } from './layout.ts';

export type { CargoFacts, EnvironmentJson, Host };

/** What environment.json says of one subject. */
export type SubjectEnvironment = EnvironmentJson['subjects'][string];

const fix = 'run the task that makes it: npx turbo run settings';

/** Reads a workspace's environment.json. Errors (exit 2) name file, JSON path, expectation and the task. */
export function readEnvironment(root: string): EnvironmentJson {
  const file = join(root, ENVIRONMENT_FILE);
  return checkJson<EnvironmentJson>(file, readJson(file, { fix }), { validate }, fix);
}

/** Writes it atomically. */
export function writeEnvironment(root: string, environment: EnvironmentJson): void {
  writeJson(join(root, ENVIRONMENT_FILE), environment, { validate });
  keepVersion(root, jsonText(environment));
}

/**
 * What compresses, as slices and size.json state it: another zlib, brotli or architecture (zlib has code of its own for each)
 * may give other lengths for the same bytes.
 */
export function compressorId(
  versions: Readonly<Record<string, string | undefined>>,
  architecture: string,
): string {
  return `zlib ${versions['zlib'] ?? 'unknown'} / brotli ${versions['brotli'] ?? 'unknown'} / ${architecture}`;
}
