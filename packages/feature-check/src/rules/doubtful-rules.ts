import type { BuildJson } from '@wasmgate/contracts/build';
import { nearest } from '@wasmgate/contracts/nearest';
import { isBundled } from './bundled-crates.ts';
import { crateName } from './crate-name.ts';

/** A crate rule that can match nothing and was hardly meant so: what was meant, and what the rule names instead. */
export interface DoubtfulRule {
  readonly rule: string;
  /** The package that was probably meant. */
  readonly meant: string;
  /** `alias`: the name of a dependency in Cargo.toml, which stands in no symbol and no unit. */
  readonly is: 'alias' | 'misspelt';
}

/**
 * The crate rules of which an absence proves nothing. A rule may well name what nobody depends on: only what is an alias, or next to
 * the name of a package in Cargo.lock, is doubted.
 */
export function doubtfulRules(
  crates: readonly string[],
  { units, dependencies }: Pick<BuildJson, 'units' | 'dependencies'>,
): DoubtfulRule[] {
  if (dependencies === undefined) return [];
  const { locked, aliases } = dependencies;
  const known = new Set([
    ...locked.map(crateName),
    ...(units ?? []).flatMap(({ name, target }) => [crateName(name), crateName(target)]),
  ]);
  return crates.flatMap((rule): DoubtfulRule[] => {
    const name = crateName(rule);
    if (known.has(name) || isBundled(name)) return [];
    const alias = aliases.find((each) => crateName(each.alias) === name);
    if (alias !== undefined) return [{ rule, meant: alias.package, is: 'alias' }];
    const meant = misspelt(name, locked);
    return meant === undefined ? [] : [{ rule, meant, is: 'misspelt' }];
  });
}

/** How many letters of a name may be wrong, by its length: `mime` and `time` are two crates. */
const mistakes = ({ length }: string): number => (length < 5 ? 0 : length < 6 ? 1 : 2);

/** Names are compared as symbols write them: `-` for `_` is no mistake. Two letters that changed places are one. */
function misspelt(name: string, locked: readonly string[]): string | undefined {
  const byName = new Map(locked.map((each) => [crateName(each), each]));
  const all = [...byName.keys()];
  const swapped = all.filter((each) => lettersOf(each) === lettersOf(name));
  const found = nearest(name, swapped, 2) ?? nearest(name, all, mistakes(name));
  return found === undefined ? undefined : byName.get(found);
}

const lettersOf = (name: string): string => [...name].toSorted().join('');
