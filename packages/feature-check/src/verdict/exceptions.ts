import { InputError } from '@wasmgate/contracts/errors';
import type { FeaturesJson } from '@wasmgate/contracts/features';
import { finding, type FindingOf } from '@wasmgate/contracts/finding';
import type { SubjectConfig } from '@wasmgate/contracts/subject';
import { matchesWildcard } from '../rules/matches-wildcard.ts';
import type { GroupRules } from '../rules/rules.ts';

type ExceptionConfig = NonNullable<NonNullable<SubjectConfig['features']>['exceptions']>[number];
type ReportedException = NonNullable<FeaturesJson['exceptions']>[number];

/** The exceptions of one group, and the use that is made of them. */
export interface Pardon {
  /** The exception (its index in the report) that covers evidence of that text for that rule. */
  readonly find: (rule: string, text: string) => number | undefined;
  readonly use: (index: number, evidence: () => string) => void;
}

/**
 * The exceptions of wasmgate.json. Nothing here knows what day it is: the report says which exceptions are used and
 * until when they count, and who reads it decides (contracts/judge-exceptions).
 */
export class Exceptions {
  readonly #all: readonly ExceptionConfig[];
  readonly #used: { count: number; evidence: string | undefined }[];

  /** Errors (exit 2): an exception for a group or a rule that there is not. */
  constructor(all: readonly ExceptionConfig[], groups: readonly GroupRules[]) {
    this.#all = all;
    this.#used = all.map(() => ({ count: 0, evidence: undefined }));
    for (const [index, exception] of all.entries()) check(exception, index, groups);
  }

  /** Undefined when the group has none: then no text need be made of what is found. */
  pardonOf(group: string): Pardon | undefined {
    const own = this.#all.flatMap((exception, index) =>
      exception.group === group ? [{ exception, index }] : [],
    );
    if (own.length === 0) return undefined;
    // The one that lasts longest, so that an expired one does not hide one that counts.
    const inOrder = own.toSorted((a, b) => (a.exception.expires < b.exception.expires ? 1 : -1));
    return {
      find: (rule, text) =>
        inOrder.find(
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

  /** A warning for each that covers nothing. */
  get findings(): FindingOf<'exception_unused'>[] {
    return this.reported
      .filter(({ used }) => used === 0)
      .map(({ group, match, owner, expires }) =>
        finding('exception_unused', { group, match, owner, expires }),
      );
  }
}

function check({ group, rule }: ExceptionConfig, index: number, groups: readonly GroupRules[]): void {
  const at = `wasmgate.json: $.features.exceptions[${index}]`;
  const found = groups.filter(({ config }) => config.name === group);
  if (found.length === 0) {
    throw new InputError(`${at}.group: there is no group ${JSON.stringify(group)}`, {
      fix: `name one of ${groups.map(({ config }) => config.name).join(', ')}`,
    });
  }
  const texts = found.flatMap(({ texts: own }) => own);
  if (rule === undefined || texts.includes(rule)) return;
  throw new InputError(`${at}.rule: group ${JSON.stringify(group)} has no rule ${JSON.stringify(rule)}`, {
    fix: `name one of ${texts.join(', ')}; or leave "rule" out`,
  });
}
