import type { RuleHit } from '../verdict/evidence.ts';
import { crateName } from './crate-name.ts';
import { isLibrary, type GroupRules, type Unit } from './rules.ts';

/** The crate rules that a compiled unit breaks. Build scripts and proc-macros run on the host: they are never linked. */
export function matchUnit(rules: GroupRules, unit: Unit): RuleHit[] {
  if (unit.side !== 'wasm' || !isLibrary(unit)) return [];
  return rules.crates
    .filter(({ names }) => names.has(crateName(unit.name)) || names.has(crateName(unit.target)))
    .map(({ text }) => ({ rules: 'crates', matched: text, strength: 'compiled' }));
}
