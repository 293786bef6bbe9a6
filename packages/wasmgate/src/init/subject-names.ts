import { dirname } from 'node:path';
import { InputError } from '@wasmgate/contracts/errors';
import { pathOf, type Candidate } from './find-candidates.ts';
import type { Repository } from './repository.ts';

/** Subjects by the name of their folder: the candidate's, unless another package has it. */
export function subjectNames(
  candidates: readonly Candidate[],
  { packageNames }: Repository,
): [string, Candidate][] {
  const taken = new Set([...packageNames, 'tasks']);
  return candidates.map((candidate) => {
    const folder = dirname(pathOf(candidate)).split('/').at(-1) ?? '';
    const names = [candidate.name, `${candidate.name}-wasm`, `${folder}-${candidate.name}`].map(safeName);
    const name = names.find((one) => !taken.has(one));
    if (name === undefined) {
      throw new InputError(`${pathOf(candidate)}: other packages have the names ${names.join(', ')}`, {
        fix: 'leave it out with --only, and make its subject by hand: a package with a wasmgate.json',
      });
    }
    taken.add(name);
    return [name, candidate];
  });
}

/** A name that npm takes for a package. */
const safeName = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replace(/^[._-]+/, '');
