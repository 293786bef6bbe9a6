import type { CodeIn } from '@wasmgate/contracts/codes';
import type { ReportingConfiguration, ReportingDescriptor } from 'sarif';

/** What features.json can say. */
export type SarifCode = CodeIn<'features'>;

/** What each code means, in a line; docs/codes has a page for each. */
const meanings = {
  feature_present: 'Something of an excluded feature group is in the artifact',
  feature_mentioned: 'A text in the artifact mentions an excluded feature group',
  feature_inconclusive: 'There is less evidence than a rule on excluded features demands',
  rule_unmatched: 'A rule on a crate can match nothing and was hardly meant so',
  required_missing: 'An export or import that must be there is missing',
  exception_expired: 'An exception covers something and has expired',
  exception_unused: 'An exception covers nothing',
} as const satisfies Record<SarifCode, string>;

/** Every code of features.json, in a fixed order: a rule's index is its place here. */
export const sarifCodes = Object.keys(meanings) as readonly SarifCode[];

/** How bad a code is, unless a finding says otherwise. */
const levelOf = (code: SarifCode): NonNullable<ReportingConfiguration['level']> =>
  code === 'exception_unused' || code === 'rule_unmatched' ? 'warning' : 'error';

export const sarifRules: readonly ReportingDescriptor[] = sarifCodes.map((code) => ({
  id: code,
  shortDescription: { text: meanings[code] },
  help: { text: `docs/codes/${code}.md of wasmgate says what it means and how to fix it.` },
  defaultConfiguration: { level: levelOf(code) },
}));
