import { parseRustSymbol } from '@wasmgate/wasm-model';
import type { RuleHit } from '../verdict/evidence.ts';
import { evidenceText, type GroupCase, type Spot } from './inspection.ts';
import { matchName, nameText, parseName, type ParsedName } from '../rules/match-name.ts';
import { matchFunctions, matchText } from '../rules/match-text.ts';
import { readableAround } from './readable-around.ts';
import { foldBytes } from '../rules/rules.ts';
import type { ToolText } from '../tools/tool.ts';
import type { ToolRun } from '../tools/use-tool.ts';

/** Looks at what an external tool printed. Mangled names in it are demangled: as they stand, no pattern would match them. */
export function inspectOutput({ tool, outputs }: ToolRun, groups: readonly GroupCase[]): void {
  for (const { artifact, output } of outputs) {
    // A tool prints a name again wherever it speaks of the function.
    const seen = new Set<string>();
    for (const text of tool.texts(output)) {
      const at = (offset: number) => ({
        where: `${tool.name}: ${artifact}, ${text.where(offset)}`,
        artifact,
      });
      inspectSymbols(text, seen, at, groups);
      inspectLine(text, at, groups);
    }
  }
}

function inspectSymbols(
  { bytes }: ToolText,
  seen: Set<string>,
  spot: (at: number) => Spot,
  groups: readonly GroupCase[],
): void {
  const text = Buffer.from(bytes).toString('latin1');
  for (const { 0: mangled, index } of text.matchAll(/_R[A-Z]\w+|_ZN[\w$.]+/g)) {
    if (seen.has(mangled)) continue;
    seen.add(mangled);
    for (const name of parseEmbedded(mangled)) {
      for (const { rules, log } of groups) {
        const hits = matchName(rules, name, 'retained');
        log.add(
          hits,
          'tool',
          () => evidenceText(nameText(name, hits)),
          () => ({ ...spot(index), reach: 'unknown' }),
        );
      }
    }
  }
}

function inspectLine(
  { bytes, isName }: ToolText,
  spot: (at: number) => Spot,
  groups: readonly GroupCase[],
): void {
  const folded = foldBytes(bytes);
  for (const { rules, log } of groups) {
    const found = isName
      ? [...matchText({ ...rules, strings: [] }, folded), ...matchFunctions(rules, folded)]
      : matchText(rules, folded);
    for (const { at, length, hits } of found) {
      log.add(
        isName ? hits.map(asName) : hits,
        'tool',
        () => evidenceText(readableAround(bytes, at, length)),
        () => spot(at),
      );
    }
  }
}

const asName = (hit: RuleHit): RuleHit => ({ ...hit, strength: 'retained' });

/** Characters behind a name that may be taken for part of it: index and length of the next one, as `strings` shows them. */
const MAX_TAIL = 6;

/** The names in a run of word characters: one, or several that `strings` could not tell apart. */
function parseEmbedded(text: string): ParsedName[] {
  const whole = withoutTail(text);
  if (whole !== undefined) return [whole];
  return text.split(/(?=_R[A-Z]|_ZN)/).map((part) => withoutTail(part) ?? parseName(part));
}

function withoutTail(text: string): ParsedName | undefined {
  for (let tail = 0; tail <= MAX_TAIL; tail += 1) {
    const cut = text.slice(0, text.length - tail);
    if (parseRustSymbol(cut) !== null) return parseName(cut);
  }
  return undefined;
}
