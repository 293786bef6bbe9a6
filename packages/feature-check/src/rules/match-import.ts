import type { RuleHit } from '../verdict/evidence.ts';
import { matchesWildcard } from './matches-wildcard.ts';
import type { GroupRules } from './rules.ts';

/** The import rules that one of an import's names breaks; `*` in a rule stands for anything. */
export function matchImport(rules: GroupRules, names: readonly string[]): RuleHit[] {
  return rules.imports
    .filter((rule) => names.some((name) => matchesWildcard(rule, name)))
    .map((matched) => ({ rules: 'imports', matched, strength: 'retained' }));
}
