import { InputError } from '@wasmgate/contracts/errors';
import { pathOf, type Candidate, type Found } from './find-candidates.ts';

/** What of a repository will be gated, and what looks like test data. */
export interface Choice {
  readonly chosen: readonly Candidate[];
  readonly leftOut: readonly Candidate[];
}

/** As many as anybody wants to look through. */
const MOST = 20;

/** Where the .wasm files and crates lie that are there to be read by something else. */
const TEST_DATA =
  /(?:^|\/)(?:tests?|__tests__|test-?data|fixtures?|examples?|bench(?:es|marks)?|vendor|third_party)\//i;

/**
 * Those that `only` names, by name or path; without it all that do not look like test data. Throws InputError (exit 2) for a name that
 * is none, and where there are more than anybody looks through.
 */
export function chooseCandidates(
  { candidates: all, gated }: Found,
  only: readonly string[] | undefined,
): Choice {
  if (only !== undefined) {
    const unknown = only.find((name) => ![...all, ...gated].some((one) => isNamed(one, name)));
    if (unknown !== undefined) {
      throw new InputError(`--only ${unknown}: there is no such crate or .wasm to gate`, {
        fix: `there are: ${listed(all)}`,
      });
    }
    return { chosen: all.filter((one) => only.some((name) => isNamed(one, name))), leftOut: [] };
  }
  const chosen = all.filter((one) => !TEST_DATA.test(pathOf(one)));
  if (chosen.length > MOST) {
    throw new InputError(`there are ${chosen.length} crates and .wasm files to gate`, {
      fix: `name some: --only ${listed(chosen)}`,
    });
  }
  return { chosen, leftOut: all.filter((one) => !chosen.includes(one)) };
}

const isNamed = (one: Candidate, name: string): boolean => one.name === name || pathOf(one) === name;

const listed = (all: readonly Candidate[]): string =>
  all.length === 0 ? 'none' : `${all.slice(0, MOST).map(pathOf).join(' ')}${all.length > MOST ? ' …' : ''}`;
