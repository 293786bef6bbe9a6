import type { RuleHit, Strength } from '../verdict/evidence.ts';
import type { CrateRule, GroupRules } from './rules.ts';

/** A place in a text and the rules that it breaks. */
export interface TextHit {
  /** Where the match starts, in characters of the folded text: bytes. */
  readonly at: number;
  readonly length: number;
  readonly hits: readonly RuleHit[];
}

/** Hits per rule and strength in one text: what comes after these only repeats them, and a hostile file has millions. */
const MAX_HITS = 1000;

/**
 * The places where a folded text breaks a rule, in order. A bare mention is weak. A source path of a crate's own code,
 * `tokio-1.54.1/src/…`, is not: panics of code that was linked carry it.
 */
export function matchText(rules: GroupRules, folded: string): TextHit[] {
  const found = new Map<number, { length: number; hits: RuleHit[] }>();
  const counts = new Map<string, number>();
  const add = (at: number, length: number, hit: RuleHit) => {
    const key = `${hit.rules} ${hit.strength} ${hit.matched}`;
    const count = counts.get(key) ?? 0;
    // The search goes on: a stronger hit may come later.
    if (count >= MAX_HITS) return;
    counts.set(key, count + 1);
    const place = found.get(at) ?? { length, hits: [] };
    place.length = Math.max(place.length, length);
    place.hits.push(hit);
    found.set(at, place);
  };
  for (const crate of rules.crates) {
    for (const { at, length, strength } of crateMentions(crate, folded)) {
      add(at, length, { rules: 'crates', matched: crate.text, strength });
    }
  }
  for (const { text, folded: path } of rules.paths) {
    for (const at of places(folded, path)) {
      if (isWord(folded[at - 1]) || isWord(folded[at + path.length])) continue;
      add(at, path.length, { rules: 'paths', matched: text, strength: 'mentioned' });
    }
  }
  for (const { text, folded: pattern } of rules.patterns) {
    for (const at of places(folded, pattern)) {
      add(at, pattern.length, { rules: 'patterns', matched: text, strength: 'mentioned' });
    }
  }
  for (const { text, folded: wanted } of rules.strings) {
    for (const at of places(folded, wanted)) {
      add(at, wanted.length, { rules: 'strings', matched: text, strength: 'mentioned' });
    }
  }
  return [...found].map(([at, place]) => ({ at, ...place })).toSorted((a, b) => a.at - b.at);
}

/** The places where a line of a tool that shows names names a function that is excluded, whole. */
export function matchFunctions(rules: GroupRules, folded: string): TextHit[] {
  return rules.functions.flatMap(({ text, folded: wanted }) =>
    [...places(folded, wanted)]
      .filter((at) => !isPathPart(folded[at - 1]) && !isPathPart(folded[at + wanted.length]))
      .slice(0, MAX_HITS)
      .map((at) => ({
        at,
        length: wanted.length,
        hits: [{ rules: 'functions', matched: text, strength: 'retained' }] as const,
      })),
  );
}

const isPathPart = (character: string | undefined): boolean => character === ':' || isWord(character);

function* places(folded: string, text: string): Generator<number> {
  for (let at = folded.indexOf(text); at >= 0; at = folded.indexOf(text, at + text.length)) {
    yield at;
  }
}

/** A word goes on there, so that `tokio` in `my_tokio` or `async-tokio` is not the crate. */
const isWord = (character: string | undefined): boolean =>
  character !== undefined && /[a-z0-9_-]/.test(character);

const version = String.raw`-\d{1,9}\.\d{1,9}\.\d{1,9}[a-z0-9.+-]{0,64}`;
// Sticky: tested at one place, never searched for. Every part is bounded, so that a hostile text costs no more.
const afterCrate: readonly [RegExp, Strength][] = [
  [
    new RegExp(
      String.raw`(?:${version}|-[0-9a-f]{16}[/\\][0-9a-f]{7,40})[/\\](?:[\w-]{1,100}[/\\])?src[/\\]`,
      'y',
    ),
    'retained',
  ],
  [/[/\\]src[/\\][\w/\\-]{1,200}\.rs/y, 'mentioned'],
  [/::/y, 'mentioned'],
];

const written = new WeakMap<CrateRule, readonly string[]>();

/** Package names are written with - or _; nobody mixes them. Kept by rule: a Go module has a hundred thousand texts. */
function writtenNames(rule: CrateRule): readonly string[] {
  let names = written.get(rule);
  if (names === undefined) {
    names = [...new Set([...rule.names].flatMap((name) => [name, name.replaceAll('_', '-')]))];
    written.set(rule, names);
  }
  return names;
}

function* crateMentions(
  rule: CrateRule,
  folded: string,
): Generator<{ at: number; length: number; strength: Strength }> {
  for (const name of writtenNames(rule)) {
    for (const at of places(folded, name)) {
      if (isWord(folded[at - 1])) continue;
      for (const [pattern, strength] of afterCrate) {
        pattern.lastIndex = at + name.length;
        if (!pattern.test(folded)) continue;
        yield { at, length: pattern.lastIndex - at, strength };
        break;
      }
    }
  }
}
