import type { BuildJson } from '@wasmgate/contracts/build';
import { crateName } from './crate-name.ts';
import type { GroupConfig } from './default-groups.ts';
import { doubtfulRules, type DoubtfulRule } from './doubtful-rules.ts';

/** The kinds of rules that a group may have, in a fixed order. */
const ruleKinds = ['crates', 'paths', 'functions', 'imports', 'patterns', 'strings'] as const;

export type RuleKind = (typeof ruleKinds)[number];

/** One compiled unit, from build.json. */
export type Unit = NonNullable<BuildJson['units']>[number];

/** A crate that must not be in, under the names it goes by. */
export interface CrateRule {
  /** As the configuration writes it. */
  readonly text: string;
  /** Its package name and the names of its libraries, written as in symbols: `tokio_util`. */
  readonly names: ReadonlySet<string>;
}

/** A text to look for: `folded` is lower case, each character one byte of its UTF-8. */
export interface TextRule {
  readonly text: string;
  readonly folded: string;
}

/** A module path, such as std::process. */
export interface PathRule {
  readonly text: string;
  readonly segments: readonly string[];
  readonly folded: string;
}

/** What a rule says for itself, beside its group. */
export type RuleDetail = Pick<Rule, 'reason' | 'instead'>;

/** A group, made ready to match. */
export interface GroupRules {
  readonly config: GroupConfig;
  /** Kinds of rules that the group has, in a fixed order. */
  readonly kinds: readonly RuleKind[];
  readonly crates: readonly CrateRule[];
  readonly paths: readonly PathRule[];
  readonly functions: readonly TextRule[];
  readonly imports: readonly string[];
  readonly patterns: readonly TextRule[];
  readonly strings: readonly TextRule[];
  /** Crate rules that can match nothing. */
  readonly doubtful: readonly DoubtfulRule[];
  /** Every rule as it was written. */
  readonly texts: readonly string[];
  /** Why a rule is there and what to use instead; empty where only the group says so. */
  readonly detail: (kind: RuleKind, text: string) => RuleDetail;
}

/** A group that no name and no string can break: for where only its imports are looked at. */
export const importsOnly = (rules: GroupRules): GroupRules => ({
  ...rules,
  crates: [],
  paths: [],
  functions: [],
  patterns: [],
  strings: [],
});

/** Bytes as a lower-case text of the same length, one character a byte: offsets stay true. */
export const foldBytes = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1').toLowerCase();

/** A text as `foldBytes` writes its UTF-8. */
export const foldText = (text: string): string => Buffer.from(text, 'utf8').toString('latin1').toLowerCase();

type Rule = NonNullable<GroupConfig['rules']>[number];

/** A rule, whichever way it was written. */
interface WrittenRule extends RuleDetail {
  readonly kind: RuleKind;
  readonly text: string;
}

/**
 * Makes groups ready to match. A library may be named otherwise than its package: the compiled units tell. `build` is null for a
 * file of which nothing is known.
 */
export function groupRules(
  groups: readonly GroupConfig[],
  build: Pick<BuildJson, 'units' | 'dependencies'> | null,
): GroupRules[] {
  const units = build?.units ?? [];
  return groups.map((config) => {
    const rules = writtenRules(config);
    const textsOf = (kind: RuleKind) => [
      ...new Set(rules.filter((rule) => rule.kind === kind).map(({ text }) => text)),
    ];
    const details = new Map(rules.map((rule) => [`${rule.kind} ${rule.text}`, detailOf(rule)]));
    const folded = (kind: RuleKind) => textsOf(kind).map((text) => ({ text, folded: foldText(text) }));
    return {
      config,
      kinds: ruleKinds.filter((kind) => rules.some((rule) => rule.kind === kind)),
      crates: textsOf('crates').map((text) => ({ text, names: namesOf(text, units) })),
      paths: folded('paths').map((rule) => ({ ...rule, segments: pathSegments(rule.text) })),
      functions: folded('functions'),
      imports: textsOf('imports'),
      patterns: folded('patterns'),
      strings: folded('strings'),
      doubtful: build === null ? [] : doubtfulRules(textsOf('crates'), build),
      texts: rules.map(({ text }) => text),
      detail: (kind, text) => details.get(`${kind} ${text}`) ?? {},
    };
  });
}

const listOf = {
  crate: 'crates',
  path: 'paths',
  function: 'functions',
  import: 'imports',
  pattern: 'patterns',
  string: 'strings',
} as const satisfies Record<Exclude<keyof Rule, keyof RuleDetail>, RuleKind>;

/** The rules of a group: its lists, then those that have a reason of their own, which wins. */
function writtenRules(config: GroupConfig): WrittenRule[] {
  const listed = ruleKinds.flatMap((kind) => (config[kind] ?? []).map((text) => ({ kind, text })));
  const detailed = (config.rules ?? []).flatMap((rule) =>
    Object.entries(listOf).flatMap(([key, kind]) => {
      const text = rule[key as keyof typeof listOf];
      return text === undefined ? [] : [{ ...detailOf(rule), kind, text }];
    }),
  );
  return [...listed, ...detailed];
}

const detailOf = ({ reason, instead }: RuleDetail): RuleDetail => ({
  ...(reason === undefined ? {} : { reason }),
  ...(instead === undefined ? {} : { instead }),
});

function namesOf(crate: string, units: readonly Unit[]): Set<string> {
  const name = crateName(crate);
  const names = new Set([name]);
  for (const unit of units) {
    const own = [crateName(unit.name), crateName(unit.target)];
    if (own.includes(name) && isLibrary(unit)) for (const each of own) names.add(each);
  }
  return names;
}

/** Whether a unit is code that can be linked: no build script, no proc-macro. */
export const isLibrary = ({ kind }: Unit): boolean =>
  !kind.some((each) => each === 'custom-build' || each === 'proc-macro');

const pathSegments = (path: string): string[] =>
  path.split('::').map((segment, index) => (index === 0 ? segment.replaceAll('-', '_') : segment));
