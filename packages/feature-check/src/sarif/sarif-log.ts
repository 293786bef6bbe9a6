import { findingFix, findingText } from '@wasmgate/words';
import type { Location, Log, Result } from 'sarif';
import type { FeaturesJson } from '@wasmgate/contracts/features';
import type { Severity } from '@wasmgate/contracts/codes';
import { finding, type FindingIn } from '@wasmgate/contracts/finding';
import { sha256 } from '@wasmgate/contracts/sha256';
import type { Group } from '../verdict/decide.ts';
import type { Evidence } from '../verdict/evidence.ts';
import { sarifCodes, sarifRules, type SarifCode } from './rules.ts';
import { sarifText } from './sarif-text.ts';

/** What paths are relative to: only who uploads the file knows where that is. */
const BASE = 'SUBJECT';

type Finding = FindingIn<'features'>;
type Exception = NonNullable<FeaturesJson['exceptions']>[number];

/**
 * A report as SARIF 2.1.0: a result per finding, at the strongest evidence, which the other evidence stands beside; and a
 * suppressed one per exception that counts. Locations are files and byte offsets.
 */
export function sarifLog(report: FeaturesJson, version: string): Log {
  const files = report.inspected.map(({ artifact }) => artifact);
  const results = [
    ...report.findings.map((found) => resultOf(found, report, files)),
    ...suppressed(report, files),
  ];
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'wasm-feature-check', version, semanticVersion: version, rules: [...sarifRules] },
        },
        originalUriBaseIds: {
          [BASE]: { description: { text: 'The folder of the subject, or of the file that was given' } },
        },
        artifacts: report.inspected.map(({ artifact, sha256: hash }) => ({
          location: { uri: uriOf(artifact), uriBaseId: BASE },
          mimeType: 'application/wasm',
          hashes: { 'sha-256': hash },
        })),
        results,
      },
    ],
  };
}

const levels = {
  violation: 'error',
  warning: 'warning',
  info: 'note',
} as const satisfies Record<Severity, Result['level']>;

function resultOf(found: Finding, report: FeaturesJson, files: readonly string[]): Result {
  const { code, severity, args } = found;
  const about = 'group' in args ? args.group : args.kind;
  const group = report.groups.find(({ name }) => 'group' in args && name === args.group);
  const evidence = evidenceOf(found, group, report);
  return {
    ...headOf(code, about, evidence[0]),
    level: levels[severity],
    message: messageOf(found, report),
    ...placesOf(evidence, report, files),
  };
}

/** The evidence that a finding speaks of: what no exception covers, or what the expired one does. */
function evidenceOf(found: Finding, group: Group | undefined, { exceptions = [] }: FeaturesJson): Evidence[] {
  const all = group?.evidence ?? [];
  if (found.code === 'exception_unused' || found.code === 'rule_unmatched') return [];
  if (found.code !== 'exception_expired') return all.filter((each) => each.exception === undefined);
  return all.filter(({ exception: index = -1 }) => {
    const { match, expires } = exceptions[index] ?? {};
    return match === found.args.match && expires === found.args.expires;
  });
}

/** What exceptions cover while they count. */
function suppressed(report: FeaturesJson, files: readonly string[]): Result[] {
  const { exceptions = [], groups } = report;
  return exceptions.flatMap((exception, index) => {
    const group = groups.find(({ name }) => name === exception.group);
    if (exception.used === 0 || group === undefined || exception.ended === true) return [];
    const evidence = group.evidence.filter((each) => each.exception === index);
    const found = findingOf(group, exception);
    return [
      {
        ...headOf(found.code, `${group.name} ${index}`, evidence[0]),
        level: 'error',
        message: messageOf(found, report),
        ...placesOf(evidence, report, files),
        suppressions: [{ kind: 'external', status: 'accepted', justification: justification(exception) }],
      },
    ];
  });
}

function findingOf({ name: group, verdict, missing }: Group, { evidence = '' }: Exception): Finding {
  switch (verdict) {
    case 'present_reachable':
    case 'present_retained':
      return finding('feature_present', { group, verdict, evidence });
    case 'inconclusive':
      return finding('feature_inconclusive', { group, missing, evidence }, 'violation');
    default:
      return finding('feature_mentioned', { group, evidence }, 'violation');
  }
}

const justification = ({ reason, owner, expires }: Exception): string =>
  sarifText(`${reason} (owner: ${owner}, until ${expires})`).text;

/** What is wrong and, in a subject, the command that mends it. */
function messageOf(found: Finding, { subject }: FeaturesJson): { text: string } {
  const fix = subject === null ? '' : `. To fix it: ${findingFix(found, subject)}`;
  return sarifText(`${findingText(found)}${fix}`, 2000);
}

/** The rule, and a fingerprint that lasts while offsets move. */
function headOf(
  code: SarifCode,
  of: unknown,
  first: Evidence | undefined,
): Pick<Result, 'ruleId' | 'ruleIndex' | 'partialFingerprints'> {
  const parts = [code, of, first?.source, first?.matched, first?.source === 'string' ? '' : first?.text];
  const print = sha256(JSON.stringify(parts));
  return {
    ruleId: code,
    ruleIndex: sarifCodes.indexOf(code),
    partialFingerprints: { 'wasmgate/v1': print },
  };
}

function placesOf(
  evidence: readonly Evidence[],
  report: FeaturesJson,
  files: readonly string[],
): Pick<Result, 'locations' | 'relatedLocations' | 'codeFlows'> {
  const [first, ...others] = evidence.map((each) => locationOf(each, report, files));
  const via = evidence[0]?.via ?? [];
  const steps = via.map((step) => ({ location: { message: sarifText(step) } }));
  return {
    locations: [first ?? fileLocation(report.artifact, files)],
    ...(others.length > 0 ? { relatedLocations: others } : {}),
    ...(steps.length > 0 ? { codeFlows: [{ threadFlows: [{ locations: steps }] }] } : {}),
  };
}

function locationOf(
  { source, text, where, artifact, offset, matched }: Evidence,
  report: FeaturesJson,
  files: readonly string[],
): Location {
  const { physicalLocation } = fileLocation(artifact ?? report.artifact, files);
  return {
    physicalLocation: {
      ...physicalLocation,
      ...(offset === undefined ? {} : { region: { byteOffset: offset } }),
    },
    logicalLocations: [{ fullyQualifiedName: sarifText(where).text }],
    message: sarifText(`${source} ${text} (rule: ${matched})`),
  };
}

function fileLocation(artifact: string, files: readonly string[]): Location {
  const index = files.indexOf(artifact);
  const file = { uri: uriOf(artifact), uriBaseId: BASE, ...(index < 0 ? {} : { index }) };
  return { physicalLocation: { artifactLocation: file } };
}

/** A relative path as a URI reference; the dot keeps a colon in its first part from making it absolute. */
const uriOf = (path: string): string => {
  const uri = path.split('/').map(encodeURIComponent).join('/');
  return uri.split('/')[0]?.includes(':') === true ? `./${uri}` : uri;
};
