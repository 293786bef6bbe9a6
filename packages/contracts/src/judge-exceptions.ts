import type { FeaturesJson } from './features.ts';
import { finding, verdictOf, type FindingOf } from './finding.ts';
import type { GateSettings } from './settings/gate.ts';

type Exception = NonNullable<FeaturesJson['exceptions']>[number];
type Terms = GateSettings['exceptions'][number];
/** An exception with its terms: why, whose, until when, and whether that is over. */
export type JudgedException = Exception & Omit<Terms, 'group' | 'rule' | 'match'>;

/** A day as exceptions write it, in UTC: `2027-01-31`. */
export const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

/**
 * Adds to features.json what it leaves open, because a cached report must not depend on the day: the terms of each exception; that
 * one which is used and has ended is a violation, by which its group fails; and that one covers nothing. A report without
 * exceptions comes back as it is.
 */
export function judgeExceptions(report: FeaturesJson, terms: GateSettings['exceptions']): FeaturesJson {
  const exceptions = judgedExceptions(report, terms);
  if (exceptions.length === 0) return report;
  const ended = exceptions.filter((exception) => exception.used > 0 && exception.ended);
  const failing = new Set(ended.map(({ group }) => group));
  const groups = report.groups.map((group) => (failing.has(group.name) ? { ...group, fails: true } : group));
  const unused = exceptions.filter(({ used }) => used === 0);
  const findings = [
    ...report.findings,
    ...unused.map(unusedFinding),
    ...ended.map((exception) => endedFinding(exception, groups)),
  ];
  return { ...report, exceptions, groups, findings, verdict: verdictOf(findings) };
}

/** The exceptions of a report with their terms; of two that cover the same, the one that lasts longer stands first. */
function judgedExceptions(
  { exceptions = [] }: FeaturesJson,
  terms: GateSettings['exceptions'],
): JudgedException[] {
  return exceptions.map((exception) => {
    const [longest] = terms
      .filter((each) => isSame(each, exception))
      .toSorted((a, b) => (a.expires < b.expires ? 1 : -1));
    // They come from the same wasmgate.json: the hash of the settings says so.
    if (longest === undefined) throw new Error(`the settings have no exception for ${exception.match}`);
    return { ...exception, ...longest };
  });
}

const isSame = (a: Pick<Terms, 'group' | 'rule' | 'match'>, b: typeof a): boolean =>
  a.group === b.group && a.rule === b.rule && a.match === b.match;

function endedFinding(
  { group, match, owner, expires, evidence }: JudgedException,
  groups: FeaturesJson['groups'],
): FindingOf<'exception_expired'> {
  const verdict = groups.find(({ name }) => name === group)?.verdict;
  return finding('exception_expired', {
    group,
    match,
    owner,
    expires,
    ...(verdict === undefined ? {} : { verdict }),
    ...(evidence === undefined ? {} : { evidence }),
  });
}

function unusedFinding({ group, match, owner, expires }: JudgedException): FindingOf<'exception_unused'> {
  return finding('exception_unused', { group, match, owner, expires });
}
