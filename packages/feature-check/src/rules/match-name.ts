import {
  findMention,
  parseSymbol,
  type NameLanguage,
  type NameSymbol,
  undecorate,
} from '@wasmgate/wasm-model';
import type { RuleHit, Strength } from '../verdict/evidence.ts';
import { crateName } from './crate-name.ts';
import { foldText, type CrateRule, type GroupRules } from './rules.ts';

/** A name of a function, global or data segment, parsed once for all groups. */
export interface ParsedName {
  /** For people: demangled where that is possible. */
  readonly text: string;
  readonly symbol: NameSymbol | null;
  /** Text and name, folded: what patterns are looked for in. */
  readonly folded: string;
  readonly crates: ReadonlySet<string>;
  /** What a function of that name may be called in a rule; made when the first rule asks. */
  readonly functionNames: () => ReadonlySet<string>;
}

/** Parses a name, whatever the language: `parseSymbol` has the one reading of names. */
export function parseName(name: string, language: NameLanguage | null = null): ParsedName {
  const symbol = parseSymbol(name, language);
  const text = symbol?.text ?? name;
  // No pattern spans the line break between the two.
  const folded = foldText(text === name ? name : `${text}\n${name}`);
  let called: ReadonlySet<string> | undefined;
  return {
    text,
    symbol,
    folded,
    crates: new Set(symbol?.crates.map(crateName)),
    functionNames: () => (called ??= functionNames(name, folded, symbol)),
  };
}

/**
 * The rules that a name breaks. Crates and paths are compared with the parsed name: its crate, the types in it, and the
 * crate that instantiated it. What could not be parsed whole is searched as text, so that no name escapes by being odd.
 */
export function matchName(
  rules: GroupRules,
  name: ParsedName,
  strength: Strength,
  isFunction = true,
): RuleHit[] {
  const hits: RuleHit[] = [];
  const { symbol, crates, folded } = name;
  const whole = symbol !== null && !symbol.partial;
  for (const crate of rules.crates) {
    const isIn = [...crate.names].some((each) => crates.has(each)) || (!whole && namesCrate(crate, folded));
    if (!isIn) continue;
    const isDirect = crate.names.has(crateName(symbol?.crate ?? ''));
    hits.push({ rules: 'crates', matched: crate.text, strength, isDirect });
  }
  for (const { text, segments, folded: path } of rules.paths) {
    const isIn =
      (symbol !== null && findMention(symbol, segments) !== null) || (!whole && hasPath(folded, path));
    if (isIn) hits.push({ rules: 'paths', matched: text, strength });
  }
  for (const { text, folded: wanted } of isFunction ? rules.functions : []) {
    if (name.functionNames().has(wanted)) hits.push({ rules: 'functions', matched: text, strength });
  }
  for (const { text, folded: pattern } of rules.patterns) {
    if (folded.includes(pattern)) hits.push({ rules: 'patterns', matched: text, strength });
  }
  return hits;
}

/**
 * What a function may be called in a rule, folded: its name as it stands, demangled, without decoration, and its path without generics and
 * impl blocks (`tokio::runtime::builder::Builder::build`). A closure is part of the function that it stands in.
 */
function functionNames(name: string, folded: string, symbol: NameSymbol | null): ReadonlySet<string> {
  const names = new Set([...folded.split('\n'), foldText(symbol?.plain ?? undecorate(name).name)]);
  if (symbol === null) return names;
  const path = [...symbol.path];
  while (path.at(-1)?.startsWith('{closure') === true) path.pop();
  const impl = path.findLastIndex((segment) => segment.startsWith('{impl'));
  const self = symbol.paths.find(({ role }) => role === 'self_type');
  const item = impl < 0 ? path : self === undefined ? [] : [...self.segments, ...path.slice(impl + 1)];
  if (item.length > 0) names.add(foldText(item.join('::')));
  return names;
}

/** A name for people; where only the crate that instantiated it broke a rule, that crate is added. */
export function nameText({ text, symbol }: ParsedName, hits: readonly RuleHit[]): string {
  const by = symbol?.instantiating_crate ?? null;
  const isHit = hits.some(({ matched }) => crateName(matched) === by);
  return by === null || !isHit || text.includes(`${by}::`) ? text : `${text} (instantiated in ${by})`;
}

/** `tokio::` as a path, `tokio..` inside a legacy symbol, or `5tokio` as mangled names of every scheme write it. */
function namesCrate({ names }: CrateRule, folded: string): boolean {
  return [...names].some(
    (name) =>
      occurs(folded, `${name}::`, /\w/) ||
      occurs(folded, `${name}..`, /\w/) ||
      occurs(folded, `${name.length}${name}`, /\d/) ||
      occurs(folded, `${name.length}_${name}`, /\d/),
  );
}

const hasPath = (folded: string, path: string): boolean =>
  occurs(folded, path, /\w/, /\w/) || occurs(folded, path.replaceAll('::', '..'), /\w/, /\w/);

/** Whether `text` occurs with nothing of `before` before it and nothing of `after` behind it. */
function occurs(folded: string, text: string, before: RegExp, after?: RegExp): boolean {
  for (let at = folded.indexOf(text); at >= 0; at = folded.indexOf(text, at + 1)) {
    const previous = folded[at - 1];
    const next = folded[at + text.length];
    const clear = previous === undefined || !before.test(previous);
    if (clear && (after === undefined || next === undefined || !after.test(next))) return true;
  }
  return false;
}
