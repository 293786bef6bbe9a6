import { validate } from './generated/baseline.validate.js';
import type { BaselineJson } from './generated/baseline.ts';
import { checkJson, readJson, writeJson } from './json-file.ts';

export type { BaselineJson };

/** What baseline.json says of one subject. */
export type BaselineSubject = BaselineJson['subjects'][string];

const shape = {
  validate,
  known: (pointer: string): readonly string[] =>
    pointer === '' ? ['$schema', 'schema_version', 'subjects'] : [],
};

/** Checks a baseline that was parsed already; `from` names where it came from. Errors as those of `readBaseline`. */
export function checkBaseline(from: string, data: unknown): BaselineJson {
  return checkJson<BaselineJson>(from, data, shape, 'see schemas/baseline.schema.json');
}

/** Reads baseline.json. Errors (exit 2) name file, JSON path and expectation. */
export function readBaseline(file: string): BaselineJson {
  return checkBaseline(file, readJson(file));
}

/** Writes baseline.json atomically. */
export function writeBaseline(file: string, baseline: BaselineJson): void {
  writeJson(file, baseline, shape);
}
