import type { FeaturesJson } from '@wasmgate/contracts/features';
import type { Pardon } from './exceptions.ts';
import type { GroupRules, RuleKind } from '../rules/rules.ts';

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
const MAX_EVIDENCE = 20;

/** What was seen, per kind of rules and strength: what a decision goes by. */
export class Sightings {
  readonly #seen = new Map<`${RuleKind} ${Strength}`, Evidence['source']>();

  add({ rules, strength }: RuleHit, source: Evidence['source']): void {
    const key = `${rules} ${strength}` as const;
    if (!this.#seen.has(key)) this.#seen.set(key, source);
  }

  /** Where a hit of that strength was found first; undefined when there is none. */
  source(rules: RuleKind, strength: Strength): Evidence['source'] | undefined {
    return this.#seen.get(`${rules} ${strength}`);
  }

  has(rules: RuleKind, strength: Strength): boolean {
    return this.source(rules, strength) !== undefined;
  }
}

/** What a piece of evidence is beside its source, its text and the rule that matched. */
type Circumstances = Omit<Evidence, 'source' | 'matched' | 'text' | 'reason' | 'instead' | 'exception'>;

/**
 * What was found for one group. `all` is everything; `open` what no exception covers. The strongest evidence is kept,
 * in order of finding.
 */
export class EvidenceLog {
  readonly all = new Sightings();
  readonly open = new Sightings();
  #count = 0;
  #excepted = 0;
  readonly #detail: GroupRules['detail'];
  readonly #pardon: Pardon | undefined;
  readonly #evidence = new Map<string, Evidence[]>();

  constructor({ detail }: Pick<GroupRules, 'detail'>, pardon?: Pardon) {
    this.#detail = detail;
    this.#pardon = pardon;
  }

  /**
   * Notes the hits on one thing. `describe` is only called when there is room, and `text` when there is or when there
   * are exceptions: a hostile file may have millions.
   */
  add(
    hits: readonly RuleHit[],
    source: Evidence['source'],
    text: () => string,
    describe: (strongest: RuleHit) => Circumstances,
  ): void {
    if (hits.length === 0) return;
    const exceptions = hits.map((hit) => this.#pardon?.find(hit.matched, text()));
    for (const [at, hit] of hits.entries()) {
      this.all.add(hit, source);
      if (exceptions[at] === undefined) this.open.add(hit, source);
    }
    const open = hits.filter((_, at) => exceptions[at] === undefined);
    const best = strongest(open.length > 0 ? open : hits);
    const exception = exceptions[hits.indexOf(best)];
    this.#count += 1;
    if (exception !== undefined) this.#excepted += 1;
    for (const each of new Set(exceptions)) {
      if (each !== undefined) this.#pardon?.use(each, () => `${source} ${text()}`);
    }
    const bucket = this.#bucket(best.strength, best.isDirect === true, exception === undefined);
    if (bucket.length >= MAX_EVIDENCE) return;
    bucket.push({
      source,
      matched: best.matched,
      text: text(),
      ...describe(best),
      ...this.#detail(best.rules, best.matched),
      ...(exception === undefined ? {} : { exception }),
    });
  }

  /** All that was found, more than `evidence` holds perhaps. */
  get count(): number {
    return this.#count;
  }

  /** How much of it exceptions cover. */
  get exceptedCount(): number {
    return this.#excepted;
  }

  /**
   * What no exception covers first, and of that the strongest; of each source at least one, so that many names do not
   * hide the unit that they come from.
   */
  get evidence(): Evidence[] {
    const inOrder = [true, false].flatMap((isOpen) =>
      strengths.flatMap((strength) => [
        ...this.#bucket(strength, true, isOpen),
        ...this.#bucket(strength, false, isOpen),
      ]),
    );
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

  #bucket(strength: Strength, isDirect: boolean, isOpen: boolean): Evidence[] {
    const key = `${strength} ${isDirect} ${isOpen}`;
    const bucket = this.#evidence.get(key) ?? [];
    this.#evidence.set(key, bucket);
    return bucket;
  }
}

const strongest = (hits: readonly RuleHit[]): RuleHit =>
  hits.reduce((best, hit) =>
    strengths.indexOf(hit.strength) < strengths.indexOf(best.strength) ? hit : best,
  );
