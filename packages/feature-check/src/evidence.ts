import type { FeaturesJson } from '@wasmgate/contracts/features';
import type { RuleKind } from './rules.ts';

/** One piece of evidence, as it stands in the report. */
export type Evidence = FeaturesJson['groups'][number]['evidence'][number];

/**
 * What a hit shows, the strongest first. `reachable` and `retained`: it is in the artifact. `compiled`: a unit that was
 * compiled for wasm, of which nothing was seen: inlined code leaves no name. `mentioned`: a bare string.
 */
export const strengths = ['reachable', 'retained', 'compiled', 'mentioned'] as const;

export type Strength = (typeof strengths)[number];

/** A rule that matched. */
export interface RuleHit {
  readonly rules: RuleKind;
  /** The rule, as the configuration writes it. */
  readonly matched: string;
  readonly strength: Strength;
  /** The rule names what was found itself, not something in it: such evidence is shown first. */
  readonly isDirect?: boolean;
}

/** Pieces of evidence that a group's report holds. */
export const MAX_EVIDENCE = 20;

/** What was found for one group: how strong the hits were per kind of rules, and the strongest evidence in order of finding. */
export class EvidenceLog {
  #count = 0;
  readonly #seen = new Map<`${RuleKind} ${Strength}`, Evidence['source']>();
  readonly #evidence = new Map<string, Evidence[]>();

  /** Notes the hits on one thing. `describe` is only called when there is room: a hostile file may have millions. */
  add(
    hits: readonly RuleHit[],
    source: Evidence['source'],
    describe: (strongest: RuleHit) => Omit<Evidence, 'source' | 'matched'>,
  ): void {
    let best: RuleHit | undefined;
    for (const hit of hits) {
      const key = `${hit.rules} ${hit.strength}` as const;
      if (!this.#seen.has(key)) this.#seen.set(key, source);
      if (best === undefined || isStronger(hit.strength, best.strength)) best = hit;
    }
    if (best === undefined) return;
    this.#count += 1;
    const bucket = this.#bucket(best.strength, best.isDirect === true);
    if (bucket.length < MAX_EVIDENCE) {
      bucket.push({ source, matched: best.matched, ...describe(best) });
    }
  }

  /** All that was found, more than `evidence` holds perhaps. */
  get count(): number {
    return this.#count;
  }

  /** The strongest first; of each source at least one, so that many names do not hide the unit that they come from. */
  get evidence(): Evidence[] {
    const inOrder = strengths.flatMap((strength) => [
      ...this.#bucket(strength, true),
      ...this.#bucket(strength, false),
    ]);
    const firsts = inOrder.filter(
      ({ source }, at) => at === inOrder.findIndex((each) => each.source === source),
    );
    const kept = new Set(firsts);
    for (const each of inOrder) {
      if (kept.size === MAX_EVIDENCE) break;
      kept.add(each);
    }
    return inOrder.filter((each) => kept.has(each));
  }

  #bucket(strength: Strength, isDirect: boolean): Evidence[] {
    const key = `${strength} ${isDirect}`;
    const bucket = this.#evidence.get(key) ?? [];
    this.#evidence.set(key, bucket);
    return bucket;
  }

  /** Where a hit of that strength was found first; undefined when there is none. */
  source(rules: RuleKind, strength: Strength): Evidence['source'] | undefined {
    return this.#seen.get(`${rules} ${strength}`);
  }

  has(rules: RuleKind, strength: Strength): boolean {
    return this.source(rules, strength) !== undefined;
  }
}

const isStronger = (a: Strength, b: Strength): boolean => strengths.indexOf(a) < strengths.indexOf(b);
