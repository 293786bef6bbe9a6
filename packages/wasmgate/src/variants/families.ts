import { join, relative, resolve } from 'node:path';
import { InputError } from '@wasmgate/contracts/errors';
import { CONFIG_FILE } from '@wasmgate/contracts/layout';
import { listSubjects } from '@wasmgate/contracts/list-subjects';
import { readSubjectConfig } from '@wasmgate/contracts/subject';
import type { SubjectFolder } from '@wasmgate/contracts/workspace';

/** A subject and those that extend it; it is the first of them. */
export type Family = readonly [SubjectFolder, ...SubjectFolder[]];

/**
 * The family of a subject, which any of its members may name; without a name the only one that there is. Throws InputError (exit 2)
 * naming those that there are.
 */
export function findFamily(root: string, name: string | undefined): Family {
  const families = allFamilies(root);
  const found = families.filter((family) => name === undefined || family.some((one) => one.name === name));
  const [family] = found;
  if (family !== undefined && found.length === 1) return family;
  const fix =
    families.length === 0
      ? 'a variant is a subject whose wasmgate.json says "extends": "../app"; see docs/adopting.md'
      : `name one that has: ${families.map(([first]) => first.name).join(', ')}`;
  if (name === undefined) {
    throw new InputError(
      family === undefined ? `${root}: no subject has variants` : `${found.length} subjects have variants`,
      { fix },
    );
  }
  throw new InputError(`${JSON.stringify(name)}: there is no such subject with variants`, { fix });
}

function allFamilies(root: string): Family[] {
  const subjects = listSubjects(root).map((subject) => ({
    subject,
    parent: parentOf(subject.dir),
  }));
  return subjects.flatMap(({ subject, parent }): Family[] => {
    if (parent !== null) return [];
    const variants = subjects.filter((one) => one.parent !== null && isSame(one.parent, subject.dir));
    return variants.length === 0 ? [] : [[subject, ...variants.map((one) => one.subject)]];
  });
}

function parentOf(dir: string): string | null {
  const { extends: parent } = readSubjectConfig(join(dir, CONFIG_FILE));
  return parent === undefined ? null : resolve(dir, parent);
}

const isSame = (a: string, b: string): boolean => relative(a, b) === '';
