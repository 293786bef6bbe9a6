import type { FeaturesJson } from './features.ts';
import { finding, verdictOf, type FindingOf } from './finding.ts';

type Exception = NonNullable<FeaturesJson['exceptions']>[number];

/** A day as exceptions write it, in UTC: `2027-01-31`. */
export const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

/** Whether an exception that is used no longer counts: the day that it names is the last on which it does. */
const isExpired = ({ used, expires }: Exception, today: string): boolean => used > 0 && expires < today;

/**
 * Decides what features.json leaves open, because a cached report must not depend on the day it was made on: an
 * exception that is used and has expired is a violation, and its group fails. The report comes back otherwise as it is.
 */
export function judgeExceptions(report: FeaturesJson, today: string): FeaturesJson {
  const expired = (report.exceptions ?? []).filter((exception) => isExpired(exception, today));
  if (expired.length === 0) return report;
  const failing = new Set(expired.map(({ group }) => group));
  const groups = report.groups.map((group) => (failing.has(group.name) ? { ...group, fails: true } : group));
  const findings = [...report.findings, ...expired.map((exception) => findingOf(exception, groups))];
  return { ...report, groups, findings, verdict: verdictOf(findings) };
}

/** Whether a report that was judged says that an exception has expired. */
export function hasExpired({ findings }: FeaturesJson, { group, match, expires }: Exception): boolean {
  return findings.some(
    ({ code, args }) =>
      code === 'exception_expired' &&
      args.group === group &&
      args.match === match &&
      args.expires === expires,
  );
}

function findingOf(
  { group, match, owner, expires, evidence }: Exception,
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
