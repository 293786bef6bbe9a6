import type { BaselineJson, BaselineSubject } from '@wasmgate/contracts/baseline';
import { parseBaseline } from '@wasmgate/contracts/baseline';
import { InputError } from '@wasmgate/contracts/errors';
import { checkFlatMetrics, type FlatMetrics } from '@wasmgate/contracts/flat-metrics';
import { readText } from '@wasmgate/contracts/json-file';
import { parseStrictJson } from '@wasmgate/contracts/parse-strict-json';
import type { FlatSide } from './compare-flat.ts';

/**
 * Reads a baseline for flat results: one of clawft's flat files, or one subject of a wasmgate baseline.json (the only
 * one, or the one named). Errors (exit 2): unreadable, invalid, or several subjects and none named.
 */
export function readFlatBaseline(file: string, subject: string | undefined): FlatSide {
  const text = readText(file, { isArgument: true });
  const data = parseStrictJson(file, text);
  if (typeof data !== 'object' || data === null || !('subjects' in data)) {
    if (subject !== undefined) {
      throw new InputError(`${file}: is a flat file: it has no subjects, so --subject says nothing`, {
        fix: 'leave --subject out',
      });
    }
    return { file, metrics: checkFlatMetrics(file, data) };
  }
  const [name, entry] = pickSubject(file, parseBaseline(file, text), subject);
  return { file: `${file} ($.subjects.${name})`, metrics: flatten(entry) };
}

function pickSubject(
  file: string,
  { subjects }: BaselineJson,
  subject: string | undefined,
): [string, BaselineSubject] {
  const entries = Object.entries(subjects);
  const names = entries.map(([name]) => name).join(', ') || 'none';
  const [only] = entries.length === 1 ? entries : [];
  const picked = subject === undefined ? only : entries.find(([name]) => name === subject);
  if (picked !== undefined) return picked;
  throw new InputError(
    subject === undefined
      ? `${file}: holds several subjects or none (${names}), and flat results do not say whose they are`
      : `${file}: $.subjects.${subject}: is missing; it has ${names}`,
    { fix: 'name one: npx wasmgate compare RESULTS.json --subject NAME; or give a flat baseline file' },
  );
}

/** The keys that flat files have: what stands at the top of the subject. */
function flatten(entry: BaselineSubject): FlatMetrics {
  const flat = Object.entries(entry).filter(
    (pair): pair is [string, number | string | null] =>
      typeof pair[1] === 'number' || typeof pair[1] === 'string' || pair[1] === null,
  );
  return Object.fromEntries(flat);
}
