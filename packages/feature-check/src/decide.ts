import type { FeaturesJson } from '@wasmgate/contracts/features';
import type { Evidence, EvidenceLog } from './evidence.ts';
import type { GroupRules, RuleKind } from './rules.ts';

export type Group = FeaturesJson['groups'][number];
export type FeatureVerdict = Group['verdict'];
export type Level = FeaturesJson['evidence_levels'][number];
export type Answer = NonNullable<Group['answers']>[number];

/** Levels of evidence, the strongest first. */
export const levels = ['units', 'names', 'imports', 'strings'] as const satisfies readonly Level[];

/** Verdicts, the worst first: a group's verdict is the worst of its answers. */
const verdicts = [
  'present_reachable',
  'present_retained',
  // Before `mentioned_only`: without the evidence that is demanded nobody knows that it is *only* mentioned.
  'inconclusive',
  'mentioned_only',
  'absent_by_evidence',
  'absent_proven',
] as const satisfies readonly FeatureVerdict[];

/** Which evidence there is, and which is demanded. */
export interface Grounds {
  readonly available: ReadonlySet<Level>;
  readonly required: ReadonlySet<Level>;
  /** What is missing when names are not available: all, or those of some functions. */
  readonly namesGap: string;
}

/** The verdict on a group. */
export type Decision = Pick<Group, 'verdict' | 'level' | 'missing'> & { readonly answers: Answer[] };

/** Decides a group from what was found and what was looked at. README.md has the rules as a table. */
export function decide(rules: GroupRules, log: EvidenceLog, grounds: Grounds): Decision {
  if (rules.kinds.length === 0) {
    // A check that cannot fail proves nothing.
    return { verdict: 'inconclusive', level: null, missing: ['rules'], answers: [] };
  }
  const answers = rules.kinds.map((kind) => answer(kind, log, grounds));
  const verdict = verdicts.find((each) => answers.some((one) => one.verdict === each)) ?? 'inconclusive';
  const deciding = answers.filter((one) => one.verdict === verdict);
  const settled = verdict.startsWith('absent') ? answers : deciding;
  return {
    verdict,
    level: levels.findLast((level) => settled.some((one) => one.level === level)) ?? null,
    missing: verdict === 'inconclusive' ? missing(deciding, log, grounds) : [],
    answers,
  };
}

/** The level that a piece of evidence belongs to; what an external tool saw is a name where it shows names. */
const sourceLevels = {
  unit: 'units',
  name: 'names',
  import: 'imports',
  export: 'imports',
  string: 'strings',
  custom_section: 'strings',
  tool: undefined,
} as const satisfies Record<Evidence['source'], Level | undefined>;

function answer(rules: RuleKind, log: EvidenceLog, grounds: Grounds): Answer {
  const { available } = grounds;
  const names: Level = available.has('names') ? 'names' : 'strings';
  for (const strength of ['reachable', 'retained'] as const) {
    const source = log.source(rules, strength);
    if (source !== undefined)
      return { rules, verdict: `present_${strength}`, level: sourceLevels[source] ?? names };
  }
  // A file cannot call what it does not import, and its imports are all there to read.
  if (rules === 'imports') return { rules, verdict: 'absent_proven', level: 'imports' };
  const compiled = log.has(rules, 'compiled');
  if (isInconclusive(rules, compiled, grounds)) {
    return { rules, verdict: 'inconclusive', level: null };
  }
  if (log.has(rules, 'mentioned')) return { rules, verdict: 'mentioned_only', level: 'strings' };
  if (rules === 'crates' && available.has('units') && !compiled) {
    return { rules, verdict: 'absent_proven', level: 'units' };
  }
  return { rules, verdict: 'absent_by_evidence', level: names };
}

function isInconclusive(rules: RuleKind, compiled: boolean, { available, required }: Grounds): boolean {
  const demanded: Level = rules === 'crates' && required.has('units') ? 'units' : 'names';
  if (required.has(demanded) && !available.has(demanded)) return true;
  // Compiled for wasm, though nothing of it is seen: inlined code leaves no name.
  return compiled && demanded === 'units';
}

function missing(
  answers: readonly Answer[],
  log: EvidenceLog,
  { available, required, namesGap }: Grounds,
): string[] {
  const lacking = levels
    .filter((level) => required.has(level) && !available.has(level))
    .map((level) => (level === 'names' ? namesGap : level));
  const compiled = answers.some(({ rules }) => log.has(rules, 'compiled'));
  return compiled ? [...lacking, 'absence of the compiled unit'] : lacking;
}
