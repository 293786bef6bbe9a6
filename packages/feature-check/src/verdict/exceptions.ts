import { InputError } from '@wasmgate/contracts/errors';
import type { FeaturesJson } from '@wasmgate/contracts/features';
import type { FeatureSettings } from '@wasmgate/contracts/settings/feature-check';
import { matchesWildcard } from '../rules/matches-wildcard.ts';
import type { GroupRules } from '../rules/rules.ts';

type ExceptionConfig = NonNullable<FeatureSettings['features']['exceptions']>[number];
type ReportedException = NonNullable<FeaturesJson['exceptions']>[number];

/** The exceptions of one group, and the use that is made of them. */
export interface Pardon {
  /** The exception (its index in the report) that covers evidence of that text for that rule. */
  readonly find: (rule: string, text: string) => number | undefined;
  readonly use: (index: number, evidence: () => string) => void;
}

/**
 * The exceptions of wasmgate.json, those that last longest first. Nothing here knows their days: the report says which are used,
 * and who reads it decides (contracts/judge-exceptions).
 */
export class Exceptions {
  readonly #all: readonly ExceptionConfig[];
  readonly #byGroup = new Map<string, { exception: ExceptionConfig; index: number }[]>();
  readonly #used: { count: number; evidence: string | undefined }[];

  /** Errors (exit 2): an exception for a group or a rule that there is not. */
  constructor(all: readonly ExceptionConfig[], groups: readonly GroupRules[]) {
    this.#all = all;
    this.#used = all.map(() => ({ count: 0, evidence: undefined }));
    const textsOf = new Map<string, Set<string>>();
    for (const { config, texts } of groups) {
      textsOf.set(config.name, new Set([...(textsOf.get(config.name) ?? []), ...texts]));
    }
    for (const exception of all) check(exception, textsOf);
    for (const [index, exception] of all.entries()) {
      const own = this.#byGroup.get(exception.group) ?? [];
      this.#byGroup.set(exception.group, own);
      own.push({ exception, index });
    }
  }

  /** Undefined when the group has none: then no text need be made of what is found. */
  pardonOf(group: string): Pardon | undefined {
    const own = this.#byGroup.get(group);
    if (own === undefined) return undefined;
    return {
      find: (rule, text) =>
        own.find(
          ({ exception }) => (exception.rule ?? rule) === rule && matchesWildcard(exception.match, text),
        )?.index,
      use: (index, evidence) => {
        const used = this.#used[index];
        if (used === undefined) return;
        used.count += 1;
        used.evidence ??= evidence();
      },
    };
  }

  /** As the report has them. */
  get reported(): ReportedException[] {
    return this.#all.map((exception, index) => {
      const { count = 0, evidence } = this.#used[index] ?? {};
      return { ...exception, used: count, ...(evidence === undefined ? {} : { evidence }) };
    });
  }
}

/** `textsOf`: the rules of each group, as they are written. */
function check(
  { group, rule, match }: ExceptionConfig,
  textsOf: ReadonlyMap<string, ReadonlySet<string>>,
): void {
  const at = `wasmgate.json: $.features.exceptions (match ${JSON.stringify(match)})`;
  const texts = textsOf.get(group);
  if (texts === undefined) {
    throw new InputError(`${at}: there is no group ${JSON.stringify(group)}`, {
      fix: `name one of ${[...textsOf.keys()].join(', ')}`,
    });
  }
  if (rule === undefined || texts.has(rule)) return;
  throw new InputError(`${at}: group ${JSON.stringify(group)} has no rule ${JSON.stringify(rule)}`, {
    fix: `name one of ${[...texts].join(', ')}; or leave "rule" out`,
  });
}
