import type { FeaturesJson } from '@wasmgate/contracts/features';
import type { Finding } from '@wasmgate/contracts/finding';
import type { Decision, Group } from './decide.ts';
import type { EvidenceLog } from './evidence.ts';
import type { GroupRules } from './rules.ts';

/** A group as it stands in the report, and what there is to say about it. */
export interface GroupResult {
  readonly group: Group;
  readonly findings: readonly Finding[];
}

interface Decided {
  readonly rules: GroupRules;
  readonly log: EvidenceLog;
  readonly decision: Decision;
}

interface Severity {
  /** An absence that rests on strings alone is a violation. */
  readonly strict: boolean;
  /** See `Grounds`. */
  readonly namesGap: string;
}

/** Puts a decision into the report's form. */
export function groupFindings({ rules, log, decision }: Decided, severity: Severity): GroupResult {
  const { config } = rules;
  const { evidence } = log;
  const finding = findingOf(config.name, config.mention === 'warn', decision, evidence, severity);
  const group: Group = {
    name: config.name,
    verdict: decision.verdict,
    level: decision.level,
    fails: finding?.severity === 'violation',
    ...(config.reason === undefined ? {} : { reason: config.reason }),
    missing: decision.missing,
    answers: decision.answers,
    evidence_count: log.count,
    evidence,
  };
  return { group, findings: finding === null ? [] : [finding] };
}

function findingOf(
  group: string,
  mayMention: boolean,
  { verdict, level, missing }: Decision,
  evidence: Group['evidence'],
  { strict, namesGap }: Severity,
): Finding | null {
  const [first] = evidence;
  const shown = first === undefined ? {} : { evidence: evidenceLine(first) };
  switch (verdict) {
    case 'present_reachable':
    case 'present_retained':
      return { code: 'feature_present', severity: 'violation', args: { group, verdict, ...shown } };
    case 'mentioned_only':
      return {
        code: 'feature_mentioned',
        severity: mayMention ? 'warning' : 'violation',
        args: { group, ...shown },
      };
    case 'inconclusive':
      return { code: 'feature_inconclusive', severity: 'violation', args: { group, missing, ...shown } };
    case 'absent_by_evidence':
      // Without names there is only what a string happens to say.
      if (level !== 'strings') return null;
      return {
        code: 'feature_inconclusive',
        severity: strict ? 'violation' : 'warning',
        args: { group, missing: [namesGap] },
      };
    case 'absent_proven':
      return null;
  }
}

/** One piece of evidence in a line: `name tokio::runtime::Handle (module / func[12])`. */
const evidenceLine = ({ source, text, where }: FeaturesJson['groups'][number]['evidence'][number]): string =>
  `${source} ${text} (${where})`;
