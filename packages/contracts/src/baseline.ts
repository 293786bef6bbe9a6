import { oldBasis } from './baseline/old-basis.ts';
import type { Basis } from './basis.ts';
import { validate } from './generated/baseline.validate.js';
import type { BaselineJson as WrittenBaseline } from './generated/baseline.ts';
import { checkJson, readJson } from './json-file.ts';

type WrittenSubject = WrittenBaseline['subjects'][string];

/** What baseline.json says of one subject. Keys that are not named here are the seed's, or nobody's. */
export interface BaselineSubject extends Pick<WrittenSubject, 'timed' | 'artifact' | 'native' | 'toolchain'> {
  exact?: Record<string, { value: number; basis: Basis }>;
  [key: string]: unknown;
}

/** Accepted figures, per subject. */
export type BaselineJson = Omit<WrittenBaseline, 'subjects'> & {
  subjects: Record<string, BaselineSubject>;
};

const shape = {
  validate,
  known: (pointer: string): readonly string[] =>
    pointer === '' ? ['$schema', 'schema_version', 'subjects'] : [],
};

/** Checks a baseline that was parsed already; `from` names where it came from. Errors as those of `readBaseline`. */
export function checkBaseline(from: string, data: unknown): BaselineJson {
  const written = checkJson<WrittenBaseline>(from, data, shape, 'see schemas/baseline.schema.json');
  const subjects = Object.entries(written.subjects).map(([name, subject]) => [name, resolved(subject)]);
  return { ...written, subjects: Object.fromEntries(subjects) as Record<string, BaselineSubject> };
}

/** Reads baseline.json. Errors (exit 2) name file, JSON path and expectation. */
export function readBaseline(file: string): BaselineJson {
  return checkBaseline(file, readJson(file));
}

function resolved({ exact, ...rest }: WrittenSubject): BaselineSubject {
  if (exact === undefined) return rest;
  const figures = Object.entries(exact).map(([name, { value, basis }]) => [
    name,
    { value, basis: typeof basis === 'string' ? oldBasis(name, basis) : basis },
  ]);
  return { ...rest, exact: Object.fromEntries(figures) as NonNullable<BaselineSubject['exact']> };
}
