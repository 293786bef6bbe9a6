import { parseRustSymbol } from '@wasmgate/wasm-model';
import type { RuleHit } from './evidence.ts';
import { evidenceText, type GroupCase } from './inspection.ts';
import { matchName, parseName, type ParsedName } from './match-name.ts';
import { matchText } from './match-text.ts';
import { foldText } from './rules.ts';
import type { ToolRun } from './tools/use-tool.ts';

/** Looks at what an external tool printed. Mangled names in it are demangled: as they stand, no pattern would match them. */
export function inspectOutput({ tool, outputs }: ToolRun, groups: readonly GroupCase[]): void {
  for (const { artifact, output } of outputs) {
    for (const { text, isName, where } of tool.texts(output)) {
      const folded = foldText(text);
      const symbols = symbolsIn(text);
      for (const { rules, log } of groups) {
        for (const name of symbols) {
          log.add(matchName(rules, name, 'retained'), 'tool', () => ({
            text: evidenceText(name.text),
            where: `${tool.name}: ${artifact}, ${where(0)}`,
            reach: 'unknown',
          }));
        }
        for (const { at, length, hits } of matchText(rules, folded)) {
          log.add(isName ? hits.map(asName) : hits, 'tool', () => ({
            text: evidenceText(text.slice(Math.max(0, at - 40), at + length + 100)),
            where: `${tool.name}: ${artifact}, ${where(at)}`,
          }));
        }
      }
    }
  }
}

const asName = (hit: RuleHit): RuleHit => ({ ...hit, strength: 'retained' });

/** Characters behind a name that `strings` may have taken for part of it: the next name's index and length. */
const MAX_TAIL = 6;

function symbolsIn(text: string): ParsedName[] {
  const names = text.match(/_R[A-Z]\w+|_ZN[\w$.]+/g) ?? [];
  return names.map((name) => {
    for (let tail = 0; tail <= MAX_TAIL; tail += 1) {
      const cut = name.slice(0, name.length - tail);
      if (parseRustSymbol(cut) !== null) return parseName(cut);
    }
    return parseName(name);
  });
}
