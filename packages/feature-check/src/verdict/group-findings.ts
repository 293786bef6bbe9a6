import { finding, type FindingIn } from '@wasmgate/contracts/finding';
import { restsOnStrings, type Decision, type Group } from './decide.ts';
import type { Evidence, EvidenceLog } from './evidence.ts';
import type { GroupRules } from '../rules/rules.ts';

/** A group as it stands in the report, and what there is to say about it. */
export interface GroupResult {
  readonly group: Group;
  readonly findings: readonly FindingIn<'features'>[];
}

interface Decided {
  readonly rules: GroupRules;
  readonly log: EvidenceLog;
  /** By everything that was found: the verdict. */
  readonly decision: Decision;
  /** By what no exception covers: whether it fails. */
  readonly open: Decision;
}

interface Severity {
  /** An absence that rests on strings alone is a violation, and so is a rule that was hardly meant so. */
  readonly strict: boolean;
  /** See `Grounds`. */
  readonly namesGap: string;
}

/** Puts a decision into the report's form. */
export function groupFindings({ rules, log, decision, open }: Decided, severity: Severity): GroupResult {
  const { name, mention, reason, instead } = rules.config;
  const { evidence, count, exceptedCount } = log;
  const [first] = evidence.filter(({ exception }) => exception === undefined);
  const found = findingOf(open, { group: name, mayMention: mention === 'warn', instead, first }, severity);
  const doubts = rules.doubtful.map(({ rule, meant, is }) =>
    finding('rule_unmatched', { group: name, rule, meant, is }, severity.strict ? 'violation' : 'warning'),
  );
  const group: Group = {
    name,
    verdict: decision.verdict,
    level: decision.level,
    fails: found?.severity === 'violation' || doubts.some(({ severity: bad }) => bad === 'violation'),
    ...(reason === undefined ? {} : { reason }),
    ...(instead === undefined ? {} : { instead }),
    missing: decision.missing,
    answers: decision.answers,
    evidence_count: count,
    ...(exceptedCount > 0 ? { excepted_count: exceptedCount } : {}),
    evidence,
  };
  return { group, findings: [...(found === null ? [] : [found]), ...doubts] };
}

interface GroupFacts {
  readonly group: string;
  readonly mayMention: boolean;
  readonly instead: string | undefined;
  /** The strongest piece of evidence that counts. */
  readonly first: Evidence | undefined;
}

function findingOf(
  decision: Decision,
  { group, mayMention, instead, first }: GroupFacts,
  { strict, namesGap }: Severity,
): FindingIn<'features'> | null {
  const { verdict, missing } = decision;
  const shown = first === undefined ? {} : { evidence: evidenceLine(first) };
  switch (verdict) {
    case 'present_reachable':
    case 'present_retained': {
      const advice = first?.instead ?? instead;
      return finding('feature_present', {
        group,
        verdict,
        ...shown,
        ...(advice === undefined ? {} : { instead: advice }),
      });
    }
    case 'mentioned_only':
      return finding('feature_mentioned', { group, ...shown }, mayMention ? 'warning' : 'violation');
    case 'inconclusive':
      return finding('feature_inconclusive', { group, missing, ...shown }, 'violation');
    case 'absent_by_evidence':
      // Without names there is only what a string happens to say.
      if (!restsOnStrings(decision)) return null;
      return finding(
        'feature_inconclusive',
        { group, missing: [namesGap] },
        strict ? 'violation' : 'warning',
      );
    case 'absent_proven':
      return null;
  }
}

/** One piece of evidence in a line: `name tokio::runtime::Handle (module / func[12])`. */
const evidenceLine = ({ source, text, where }: Evidence): string => `${source} ${text} (${where})`;
