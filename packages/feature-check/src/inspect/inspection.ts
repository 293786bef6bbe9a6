import { printable } from '@wasmgate/contracts/printable';
import type { NameLanguage } from '@wasmgate/wasm-model';
import type { Evidence, EvidenceLog, RuleHit, Strength } from '../verdict/evidence.ts';
import { matchName, nameText, parseName } from '../rules/match-name.ts';
import { matchText } from '../rules/match-text.ts';
import type { Reach } from './reach.ts';
import type { GroupRules } from '../rules/rules.ts';

/** A group under inspection: what to look for and what was found. */
export interface GroupCase {
  readonly rules: GroupRules;
  readonly log: EvidenceLog;
}

/** Where something stands, as the report says it. */
export type Spot = Pick<Evidence, 'where' | 'artifact' | 'offset' | 'shipped_as' | 'aliases'>;

/** A spot in a file: what it is in, and the byte. */
export const spotOf = (artifact: string, where: string, offset: number): Spot => ({
  where: `${where} at byte 0x${offset.toString(16)}`,
  artifact,
  offset,
});

/** What something is and where it stands. */
export interface Place {
  readonly source: Evidence['source'];
  /** Only then do rules on functions apply. */
  readonly isFunction: boolean;
  /** By which rules it is read, where the name does not tell. */
  readonly language?: NameLanguage | null;
  /** Put into words only when the report needs them. */
  readonly spot: () => Spot;
}

/** Looks whether a name breaks a rule of any group. `reach` is asked only when it does. */
export function inspectName(
  groups: readonly GroupCase[],
  name: string,
  place: Place,
  reach: () => Reach,
): void {
  if (groups.length === 0) return;
  const parsed = parseName(name, place.language);
  for (const { rules, log } of groups) {
    const hits = matchName(rules, parsed, 'retained', place.isFunction);
    if (hits.length > 0) addReached(log, hits, nameText(parsed, hits), place, reach());
  }
}

/** Notes hits on something that may be reachable. */
export function addReached(
  log: EvidenceLog,
  hits: readonly RuleHit[],
  text: string,
  { source, spot }: Pick<Place, 'source' | 'spot'>,
  { strength, fields }: Reach,
): void {
  const reached: RuleHit[] = hits.map((hit) => ({ ...hit, strength }));
  log.add(
    reached,
    source,
    () => evidenceText(text),
    () => ({ ...spot(), ...fields() }),
  );
}

/** Looks for mentions in a folded text. `show` gives the readable text around a match. */
export function inspectText(
  groups: readonly GroupCase[],
  folded: string,
  source: Evidence['source'],
  spot: (at: number) => Spot,
  show: (at: number, length: number) => string,
  atMost: Strength = 'retained',
): void {
  for (const { rules, log } of groups) {
    for (const { at, length, hits } of matchText(rules, folded)) {
      const capped = atMost === 'retained' ? hits : hits.map((hit) => ({ ...hit, strength: atMost }));
      log.add(
        capped,
        source,
        () => evidenceText(show(at, length)),
        ({ strength }) => ({
          ...spot(at),
          ...(strength === 'retained' ? ({ reach: 'retained' } as const) : {}),
        }),
      );
    }
  }
}

/** Text of evidence, safe to print and never empty, as the schema demands. */
export const evidenceText = (text: string): string => printable(text) || '(empty)';
