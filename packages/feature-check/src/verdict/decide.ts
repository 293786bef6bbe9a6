import type { FeaturesJson } from '@wasmgate/contracts/features';
import { isBundled } from '../rules/bundled-crates.ts';
import type { Evidence, Sightings } from './evidence.ts';
import type { GroupRules, RuleKind } from '../rules/rules.ts';

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
  /** What is missing of the code; null when all of it is known. */
  readonly codeGap: string | null;
}

/** The verdict on a group. */
export type Decision = Pick<Group, 'verdict' | 'level' | 'missing'> & { readonly answers: Answer[] };

/** Decides a group from what was found and what was looked at. README.md has the rules as a table. */
export function decideGroup(rules: GroupRules, seen: Sightings, grounds: Grounds): Decision {
  if (rules.kinds.length === 0) {
    // A check that cannot fail proves nothing.
    return { verdict: 'inconclusive', level: null, missing: ['rules'], answers: [] };
  }
  const answers = rules.kinds.map((kind) => answer(kind, seen, grounds, unitsTell(rules)));
  const verdict = verdicts.find((each) => answers.some((one) => one.verdict === each)) ?? 'inconclusive';
  const deciding = answers.filter((one) => one.verdict === verdict);
  const settled = verdict.startsWith('absent') ? answers : deciding;
  return {
    verdict,
    level: levels.findLast((level) => settled.some((one) => one.level === level)) ?? null,
    missing: verdict === 'inconclusive' ? missing(deciding, seen, grounds) : [],
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

/** Whether units tell of all crates: not of one that may come with the standard library, nor by a rule that was hardly meant so. */
const unitsTell = ({ crates, doubtful }: GroupRules): boolean =>
  doubtful.length === 0 && !crates.some(({ names }) => [...names].some(isBundled));

function answer(rules: RuleKind, seen: Sightings, grounds: Grounds, byUnits: boolean): Answer {
  const { available } = grounds;
  const names: Level = available.has('names') ? 'names' : 'strings';
  for (const strength of ['reachable', 'retained'] as const) {
    const source = seen.source(rules, strength);
    if (source !== undefined)
      return { rules, verdict: `present_${strength}`, level: sourceLevels[source] ?? names };
  }
  // A file cannot call what it does not import, and its imports are all there to read.
  if (rules === 'imports') return { rules, verdict: 'absent_proven', level: 'imports' };
  const compiled = seen.has(rules, 'compiled');
  if (isInconclusive(rules, compiled, grounds)) {
    return { rules, verdict: 'inconclusive', level: null };
  }
  if (seen.has(rules, 'mentioned')) return { rules, verdict: 'mentioned_only', level: 'strings' };
  if (rules === 'crates' && available.has('units') && !compiled && byUnits) {
    return { rules, verdict: 'absent_proven', level: 'units' };
  }
  // A string may be put together while running: that it is not there proves nothing.
  return { rules, verdict: 'absent_by_evidence', level: rules === 'strings' ? 'strings' : names };
}

/** The evidence that a kind of rules cannot do without; undefined: it takes what there is. */
function demandedLevel(rules: RuleKind, required: ReadonlySet<Level>): Level | undefined {
  switch (rules) {
    case 'strings':
    case 'imports':
      return undefined;
    case 'functions':
      // Nothing but names says which function it is.
      return 'names';
    case 'crates':
      return required.has('units') ? 'units' : required.has('names') ? 'names' : undefined;
    case 'paths':
    case 'patterns':
      return required.has('names') ? 'names' : undefined;
  }
}

function isInconclusive(rules: RuleKind, compiled: boolean, grounds: Grounds): boolean {
  const { available, required, codeGap } = grounds;
  // Code that nobody can read may be anything.
  if (codeGap !== null) return true;
  const demanded = demandedLevel(rules, required);
  if (demanded !== undefined && !available.has(demanded)) return true;
  // Compiled for wasm, though nothing of it is seen: inlined code leaves no name.
  return compiled && demanded === 'units';
}

/** Whether an absence rests on strings where names would be wanted. A rule on strings wants no more. */
export const restsOnStrings = ({ verdict, answers = [] }: Pick<Group, 'verdict' | 'answers'>): boolean =>
  verdict === 'absent_by_evidence' &&
  answers.some(({ rules, level }) => rules !== 'strings' && level === 'strings');

function missing(
  answers: readonly Answer[],
  seen: Sightings,
  { available, required, namesGap, codeGap }: Grounds,
): string[] {
  const demanded = new Set(answers.map(({ rules }) => demandedLevel(rules, required)));
  const lacking = levels
    .filter((level) => (required.has(level) || demanded.has(level)) && !available.has(level))
    .map((level) => (level === 'names' ? namesGap : level))
    .concat(codeGap ?? []);
  const compiled = answers.some(({ rules }) => seen.has(rules, 'compiled'));
  return compiled ? [...lacking, 'absence of the compiled unit'] : lacking;
}
