import type { AcceptedBytes, BaselineSubject, ExactFigures } from './baseline/baseline-subject.ts';
import { ARTIFACT_PARTS, figureParts, PROGRAM_PARTS } from './baseline/basis-parts.ts';
import { mapValues } from './baseline/map-values.ts';
import { fromVersion1 } from './baseline/version-1.ts';
import { pickBasis, type Basis, type BasisPart } from './basis.ts';
import { InputError } from './errors.ts';
import { validate as validateVersion1 } from './generated/baseline-1.validate.js';
import type { BaselineJsonVersion1 as Version1 } from './generated/baseline-1.ts';
import { validate } from './generated/baseline.validate.js';
import type { BaselineJson as Version2 } from './generated/baseline.ts';
import { checkJson, readText } from './json-file.ts';
import { parseStrictJson } from './parse-strict-json.ts';
import { jsonPathOf } from './schema-text.ts';

export type { BaselineSubject, ExactFigures };

/** The version that is written. */
export const BASELINE_VERSION = 2;

/** Accepted figures, per subject, with each basis where it counts: how a file of either version is read. */
export interface BaselineJson {
  /** Of the file. */
  readonly schema_version: 1 | 2;
  readonly subjects: Record<string, BaselineSubject>;
}

const keys = ['$schema', 'schema_version', 'bases', 'subjects'];
const known = (pointer: string): readonly string[] => (pointer === '' ? keys : []);
const fix = 'see schemas/baseline.schema.json';

/** Checks a baseline that was parsed already; `from` names where it came from. Errors as those of `readBaseline`. */
export function checkBaseline(from: string, data: unknown): BaselineJson {
  if ((data as Partial<Version1> | null)?.schema_version === 1) {
    const shape = { validate: validateVersion1, known };
    const { subjects } = checkJson<Version1>(from, data, shape, fix);
    return { schema_version: 1, subjects: mapValues(subjects, fromVersion1) };
  }
  const { subjects, bases = {} } = checkJson<Version2>(from, data, { validate, known }, fix);
  const basisOf: BasisOf = (name, parts) => {
    const basis = Object.hasOwn(bases, name) ? bases[name] : undefined;
    if (basis !== undefined) return pickBasis(basis, parts);
    throw new InputError(
      `${from}: $.bases${jsonPathOf([name]).slice(1)}: is missing, and a subject names it`,
      { fix },
    );
  };
  return { schema_version: 2, subjects: mapValues(subjects, (written) => resolved(written, basisOf)) };
}

/** Reads baseline.json. Errors (exit 2) name file, JSON path and expectation; a key that stands there twice is one. */
export function readBaseline(file: string): BaselineJson {
  return parseBaseline(file, readText(file));
}

/** What the text of a baseline.json says; `from` names it in errors, which are those of `readBaseline`. */
export function parseBaseline(from: string, text: string): BaselineJson {
  return checkBaseline(from, parseStrictJson(from, text));
}

type Written = Version2['subjects'][string];

/** A named basis, in the parts asked for. */
type BasisOf = (name: string, parts: readonly BasisPart[]) => Basis;

function resolved(
  { exact, exact_also: sets, artifact, native, ...rest }: Written,
  basisOf: BasisOf,
): BaselineSubject {
  const figures = (written: NonNullable<Written['exact']>): ExactFigures =>
    mapValues(written, ({ value, basis }, name) => ({ value, basis: basisOf(basis, figureParts(name)) }));
  const bytes = <T extends { basis?: string }>(written: T, parts: readonly BasisPart[]): AcceptedBytes<T> => {
    const { basis, ...others } = written;
    return basis === undefined ? others : { ...others, basis: basisOf(basis, parts) };
  };
  return {
    ...rest,
    ...(exact && { exact: figures(exact) }),
    ...(sets && { exact_also: mapValues(sets, figures) }),
    ...(artifact && { artifact: bytes(artifact, ARTIFACT_PARTS) }),
    ...(native && { native: mapValues(native, (program) => bytes(program, PROGRAM_PARTS)) }),
  };
}
